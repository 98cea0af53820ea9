//go:build !windows

package machine

// systemSettings is about Windows; elsewhere the environment says all.
func systemSettings() settings { return settings{} }
