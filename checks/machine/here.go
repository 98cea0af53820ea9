package machine

import (
	"os"
	"os/user"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"
)

// Here is this computer. It looks only into the usual places (see Logs and PairingFiles), changes nothing, and is safe
// for concurrent use.
func Here() PC {
	return &computer{env: os.Getenv, home: home, settings: systemSettings}
}

// computer is a PC by what it asks of the system.
type computer struct {
	env      func(string) string
	home     func() []string // the folders in which a person keeps things: Downloads, Desktop, Documents
	settings func() settings // the system's own proxy settings

	mu      sync.Mutex
	proxies map[string]remembered // by scheme and host: asking a proxy script can take seconds
	now     func() time.Time      // nil: time.Now
}

// OS is the operating system's name as Go calls it.
func (*computer) OS() string { return runtime.GOOS }

// User is the account's name, without its domain; empty where it is not known.
func (c *computer) User() string {
	name := ""
	if u, err := user.Current(); err == nil {
		name = u.Username
	}
	if name == "" {
		name = c.env("USERNAME")
	}
	if name == "" {
		name = c.env("USER")
	}
	return name[strings.LastIndexByte(name, '\\')+1:]
}

// Host is the computer's name; empty where it is not known.
func (c *computer) Host() string {
	name, err := os.Hostname()
	if err != nil {
		return c.env("COMPUTERNAME")
	}
	return name
}

// home lists the folders of the account, and those that OneDrive moved.
func home() []string {
	var roots []string
	if h, err := os.UserHomeDir(); err == nil {
		roots = append(roots, h)
	}
	for _, v := range []string{"OneDrive", "OneDriveConsumer", "OneDriveCommercial"} {
		if d := os.Getenv(v); d != "" {
			roots = append(roots, d)
		}
	}
	out := knownFolders()
	for _, r := range roots {
		for _, d := range []string{"Downloads", "Desktop", "Documents"} {
			out = append(out, filepath.Join(r, d))
		}
	}
	return out
}
