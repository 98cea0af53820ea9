package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

// settingsScheme begins the address of a page of Windows' own settings, such as ms-settings:network-proxy.
const settingsScheme = "ms-settings:"

// openLocal opens a folder in Explorer, of a file the folder that it is in, or a page of Windows' settings. Nothing else is
// opened: no program can be started by a name that stands in a text.
func openLocal(target string) error {
	verb, path, err := localTarget(target)
	if err != nil {
		return err
	}
	v, err := windows.UTF16PtrFromString(verb)
	if err != nil {
		return err
	}
	p, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return err
	}
	if err := windows.ShellExecute(0, v, p, nil, nil, windows.SW_SHOWNORMAL); err != nil {
		return fmt.Errorf("%s cannot be opened from here: go there by hand", target)
	}
	return nil
}

// localTarget says what Windows is asked to do with which path. "explore" takes folders only, so that a program of the same
// name beside the folder is not started in its place.
func localTarget(target string) (verb, path string, err error) {
	if page, ok := strings.CutPrefix(target, settingsScheme); ok && strings.Trim(page, "abcdefghijklmnopqrstuvwxyz-") == "" {
		return "open", target, nil
	}
	path = target
	if whole, err := registry.ExpandString(target); err == nil {
		path = whole // %ProgramData% and the like
	}
	info, err := os.Stat(path)
	if err != nil {
		return "", "", fmt.Errorf("%s cannot be opened from here: go there by hand", target)
	}
	if !info.IsDir() {
		path = filepath.Dir(path)
	}
	if path, err = filepath.Abs(path); err != nil {
		return "", "", err
	}
	return "explore", path, nil
}
