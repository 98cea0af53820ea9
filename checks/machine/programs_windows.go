package machine

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"golang.org/x/sys/windows"
)

// stale is how long one look at the programs is good for: several checks of a run ask at about the same time.
const stale = 2 * time.Second

// lastLook is the last look at this PC.
var lastLook struct {
	sync.Mutex
	*Programs
	at time.Time
}

// Programs looks at this PC with no more rights than the person has. What Windows refuses is left unknown and named in Unread.
func (c *computer) Programs() *Programs {
	lastLook.Lock()
	defer lastLook.Unlock()
	if lastLook.Programs != nil && time.Since(lastLook.at) < stale {
		return lastLook.Programs
	}
	p := &Programs{}
	if v := windows.RtlGetVersion(); v != nil {
		p.Build = v.BuildNumber
	}
	p.processes()
	p.services()
	p.connector(c.env)
	p.installed(c.env)
	p.settings()
	p.tls()
	p.logon()
	p.logs(c.Logs())
	lastLook.Programs, lastLook.at = p, time.Now()
	return p
}

// known makes an answer of a bool.
func known(b bool) Known {
	if b {
		return Yes
	}
	return No
}

// unread notes what could not be read. That something is not there is an answer, and not noted.
func (p *Programs) unread(what string, err error) {
	if err == nil || errors.Is(err, fs.ErrNotExist) || errors.Is(err, windows.ERROR_FILE_NOT_FOUND) || errors.Is(err, windows.ERROR_PATH_NOT_FOUND) {
		return
	}
	why := "Windows says: " + err.Error()
	if errors.Is(err, windows.ERROR_ACCESS_DENIED) {
		why = "access denied"
	}
	p.Unread = append(p.Unread, "Could not read "+what+" ("+strings.TrimRight(why, ".")+").")
}

// connectorFile is where the installer puts the Web Connector, below the folder for programs.
var connectorFile = filepath.Join("Common Files", "Intuit", "QuickBooks", "QBWebConnector", "QBWebConnector.exe")

// connector finds the Web Connector's program: the one that runs, else at its usual places.
func (p *Programs) connector(env func(string) string) {
	var places []string
	for _, x := range p.Named("QBWebConnector.exe") {
		if x.Path != "" {
			places = append(places, x.Path)
		}
	}
	for _, name := range []string{"ProgramFiles(x86)", "ProgramFiles", "ProgramW6432"} {
		if d := env(name); d != "" {
			places = append(places, filepath.Join(d, connectorFile))
		}
	}
	for _, path := range places {
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			p.Connector = Installed{Name: "QuickBooks Web Connector", Path: path, Version: fileVersion(path)}
			return
		}
	}
}

// logs notes of the Web Connector's own logs whether this user may write them: without that it does not start. They are opened as a
// writer opens them, and nothing is written.
func (p *Programs) logs(found []Found) {
	for _, f := range found {
		if !strings.Contains(strings.ToLower(f.Path), `\intuit\`) || old(f.Path) {
			continue
		}
		l := LogFile{Path: f.Path, Size: f.Size}
		switch err := appendable(f.Path); {
		case err == nil:
			l.Writable = Yes
		case errors.Is(err, windows.ERROR_ACCESS_DENIED):
			l.Writable, l.Why = No, "access denied"
		}
		p.Logs = append(p.Logs, l)
	}
}

// appendable opens a file for appending and closes it again.
func appendable(path string) error {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return err
	}
	const all = windows.FILE_SHARE_READ | windows.FILE_SHARE_WRITE | windows.FILE_SHARE_DELETE
	h, err := windows.CreateFile(name, windows.FILE_APPEND_DATA, all, nil, windows.OPEN_EXISTING, 0, 0)
	if err != nil {
		return err
	}
	return windows.CloseHandle(h)
}

// thisBits is how wide this program is, for processes that Windows runs as they are.
func thisBits() int {
	if strings.HasSuffix(runtime.GOARCH, "64") {
		return 64
	}
	return 32
}
