package machine

import "golang.org/x/sys/windows"

// knownFolders asks Windows where the account's folders are: they can be moved and renamed.
func knownFolders() []string {
	var out []string
	for _, id := range []*windows.KNOWNFOLDERID{windows.FOLDERID_Downloads, windows.FOLDERID_Desktop, windows.FOLDERID_Documents} {
		if d, err := windows.KnownFolderPath(id, windows.KF_FLAG_DONT_VERIFY); err == nil {
			out = append(out, d)
		}
	}
	return out
}
