package machine

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

// Bounds of what is read of the registry.
const (
	maxKeys   = 2000
	maxValues = 200
	maxDepth  = 3
	maxValue  = 4096 // bytes
)

// connectorKeys are the two names under which the Web Connector's own key is known: its log writes the first, Intuit's guide the second.
var connectorKeys = []string{`Software\Intuit\QBWebConnector`, `Software\Intuit\QB web connector`}

// settings reads the Web Connector's settings of this Windows user. Nothing is written, and no value whose name speaks of a password
// is read.
func (p *Programs) settings() {
	for _, path := range connectorKeys {
		p.unread(`the registry key HKEY_CURRENT_USER\`+path, p.Settings.read(registry.CURRENT_USER, `HKEY_CURRENT_USER\`, path))
	}
}

// read adds what one key of the Web Connector holds.
func (s *Settings) read(root registry.Key, rootName, path string) error {
	k, err := registry.OpenKey(root, path, registry.QUERY_VALUE|registry.ENUMERATE_SUB_KEYS)
	if err != nil {
		return err
	}
	defer k.Close()
	s.Found = true
	if lock := valueText(k, "UpdateLock"); lock != "" {
		s.LockAt = rootName + path + `\UpdateLock`
		s.UpdateLock = truth(lock)
	}
	if level := valueText(k, "Level"); level != "" {
		s.Level = strings.ToUpper(level)
	}
	left := maxKeys
	s.apps(k, rootName+path, maxDepth, &left)
	return nil
}

// apps looks through the keys below one for those that hold an application.
func (s *Settings) apps(k registry.Key, at string, depth int, left *int) {
	names, _ := k.ReadSubKeyNames(maxKeys) // what could be read counts, also where the list was longer
	for _, name := range names {
		if *left--; *left < 0 {
			return
		}
		sub, err := registry.OpenKey(k, name, registry.QUERY_VALUE|registry.ENUMERATE_SUB_KEYS)
		if err != nil {
			continue
		}
		if a := appOf(name, at+`\`+name, values(sub)); a != nil {
			s.Apps = append(s.Apps, *a)
		}
		if depth > 1 {
			s.apps(sub, at+`\`+name, depth-1, left)
		}
		sub.Close()
	}
}

// values reads the values of a key as text, but for those that may hold a secret.
func values(k registry.Key) map[string]string {
	names, _ := k.ReadValueNames(maxValues)
	out := map[string]string{}
	for _, n := range names {
		if !secretValue(n) {
			out[n] = valueText(k, n)
		}
	}
	return out
}

// valueText reads a value as text; empty where it is not there or is none.
func valueText(k registry.Key, name string) string {
	if v, _, err := k.GetStringValue(name); err == nil {
		return strings.TrimSpace(v[:min(len(v), maxValue)])
	} else if !errors.Is(err, registry.ErrUnexpectedType) {
		return ""
	}
	if n, _, err := k.GetIntegerValue(name); err == nil {
		return strconv.FormatUint(n, 10)
	}
	return ""
}

// local opens a key of the whole PC as a 64-bit program sees it, whatever this program is.
func local(path string, access uint32) (registry.Key, error) {
	return registry.OpenKey(registry.LOCAL_MACHINE, path, access|registry.WOW64_64KEY)
}

// installed reads QuickBooks from the list of installed programs.
func (p *Programs) installed(env func(string) string) {
	for _, view := range []struct {
		path string
		bits int
	}{{`SOFTWARE\WOW6432Node\`, 32}, {`SOFTWARE\`, thisBits()}} {
		path := view.path + `Microsoft\Windows\CurrentVersion\Uninstall`
		k, err := local(path, registry.ENUMERATE_SUB_KEYS)
		if err != nil {
			p.unread("the list of installed programs", err)
			continue
		}
		names, _ := k.ReadSubKeyNames(maxKeys)
		for _, n := range names {
			sub, err := registry.OpenKey(k, n, registry.QUERY_VALUE)
			if err != nil {
				continue
			}
			if name := valueText(sub, "DisplayName"); isQuickBooks(name) {
				p.Company = append(p.Company, Installed{Name: name, Version: valueText(sub, "DisplayVersion"), Bits: view.bits})
			}
			sub.Close()
		}
		k.Close()
	}
	if len(p.Company) == 0 {
		p.inFolders(env)
	}
	for _, version := range []string{"", ".2", ".1"} {
		if p.Requests != Yes {
			p.Requests = registered(`QBXMLRP2.RequestProcessor` + version)
		}
	}
}

// inFolders finds QuickBooks by its program, where the list of installed programs does not name it.
func (p *Programs) inFolders(env func(string) string) {
	for _, base := range []string{env("ProgramFiles"), env("ProgramW6432"), env("ProgramFiles(x86)")} {
		if base == "" {
			continue
		}
		found, _ := filepath.Glob(filepath.Join(base, "Intuit", "QuickBooks*", "QBW*.EXE"))
		for _, f := range found {
			p.Company = append(p.Company, Installed{Name: filepath.Base(filepath.Dir(f)), Version: fileVersion(f), Path: f})
			return
		}
	}
}

// registered says whether the class of a COM object is known to Windows, for 32-bit or 64-bit programs.
func registered(name string) Known {
	answer := No
	for _, view := range []uint32{registry.WOW64_32KEY, registry.WOW64_64KEY} {
		k, err := registry.OpenKey(registry.CLASSES_ROOT, name+`\CLSID`, registry.QUERY_VALUE|view)
		switch {
		case err == nil:
			k.Close()
			return Yes
		case !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, windows.ERROR_PATH_NOT_FOUND):
			answer = NotKnown
		}
	}
	return answer
}

// tls reads the switches that decide whether .NET and Windows offer TLS 1.2 (Microsoft: Transport Layer Security best practices with
// the .NET Framework; TLS registry settings). The Web Connector is a 32-bit program, so the copy for those comes first.
func (p *Programs) tls() {
	add := func(path, name string, needed uint64) {
		s := Switch{Key: `HKEY_LOCAL_MACHINE\` + path, Name: name, Needed: needed}
		k, err := local(path, registry.QUERY_VALUE)
		if err == nil {
			n, _, err := k.GetIntegerValue(name)
			s.Value, s.Set = n, err == nil
			k.Close()
		}
		p.unread("the registry key "+s.Key, err)
		p.Switches = append(p.Switches, s)
	}
	for _, version := range []string{"v4.0.30319", "v2.0.50727"} {
		for _, name := range []string{"SchUseStrongCrypto", "SystemDefaultTlsVersions"} {
			base := `SOFTWARE\WOW6432Node\`
			if _, err := local(base+`Microsoft`, registry.QUERY_VALUE); errors.Is(err, fs.ErrNotExist) {
				base = `SOFTWARE\` // a 32-bit Windows
			}
			add(base+`Microsoft\.NETFramework\`+version, name, 1)
		}
	}
	const protocol = `SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.2\Client`
	add(protocol, "Enabled", 1)
	add(protocol, "DisabledByDefault", 0)
	if k, err := local(`SOFTWARE\Microsoft\NET Framework Setup\NDP\v4\Full`, registry.QUERY_VALUE); err == nil {
		p.Framework, _, _ = k.GetIntegerValue("Release")
		k.Close()
	}
}

// logon says whether the Web Connector starts when the user logs on: by a Run key or a shortcut in the start-up folder.
func (p *Programs) logon() {
	const run = `Microsoft\Windows\CurrentVersion\Run`
	for _, at := range []struct {
		root registry.Key
		path string
		view uint32
	}{{registry.CURRENT_USER, `Software\` + run, 0}, {registry.LOCAL_MACHINE, `SOFTWARE\` + run, registry.WOW64_64KEY},
		{registry.LOCAL_MACHINE, `SOFTWARE\WOW6432Node\` + run, registry.WOW64_64KEY}} {
		k, err := registry.OpenKey(at.root, at.path, registry.QUERY_VALUE|at.view)
		if err != nil {
			continue
		}
		for _, v := range values(k) {
			if isConnector(v) {
				p.AtLogon = Yes
			}
		}
		k.Close()
	}
	for _, id := range []*windows.KNOWNFOLDERID{windows.FOLDERID_Startup, windows.FOLDERID_CommonStartup} {
		d, err := windows.KnownFolderPath(id, windows.KF_FLAG_DONT_VERIFY)
		if err != nil {
			continue
		}
		entries, _ := os.ReadDir(d)
		for _, e := range entries {
			if isConnector(filepath.Base(e.Name())) {
				p.AtLogon = Yes
			}
		}
	}
	if p.AtLogon == NotKnown {
		p.AtLogon = No
	}
}

// fileVersion is the version that a program's file carries, as "2.3.0.215"; empty where it has none.
func fileVersion(path string) string {
	size, err := windows.GetFileVersionInfoSize(path, nil)
	if err != nil || size == 0 || size > 1<<20 {
		return ""
	}
	return versionIn(path, size)
}
