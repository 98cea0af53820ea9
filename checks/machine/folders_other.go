//go:build !windows

package machine

// knownFolders is about Windows, where the account's folders can be moved.
func knownFolders() []string { return nil }
