package machine

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

// asleep makes a copy of this test stand in for one of Intuit's programs: it waits until its input ends.
const asleep = "AUTHDOCTOR_TEST_ASLEEP"

func TestMain(m *testing.M) {
	if os.Getenv(asleep) != "" {
		_, _ = io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// start runs a copy of this test under another name until the test ends.
func start(t *testing.T, name string) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o700); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path)
	cmd.Env = append(os.Environ(), asleep+"=1")
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { in.Close(); _ = cmd.Wait() })
	return path
}

func TestARunningProgramIsFound(t *testing.T) {
	path := start(t, "QBW32.EXE")
	p := &Programs{}
	for range 100 {
		*p = Programs{}
		if p.processes(); len(p.Named("qbw32.exe")) > 0 {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	list := p.Named("qbw32.exe")
	if len(list) != 1 {
		t.Fatalf("%+v", p)
	}
	x := list[0]
	if !strings.EqualFold(filepath.Base(x.Path), filepath.Base(path)) || x.Mine != Yes || x.Session != p.Session || x.Bits != thisBits() || x.Started.IsZero() ||
		x.Elevated != p.Elevated || x.Refused {
		t.Errorf("%+v of %+v", x, p)
	}
}

// key makes a key for one test below the user's own part of the registry.
func key(t *testing.T, parts ...string) (registry.Key, string) {
	t.Helper()
	path := `Software\authdoctor test ` + strings.ReplaceAll(t.Name(), "/", " ")
	full := strings.Join(append([]string{path}, parts...), `\`)
	k, _, err := registry.CreateKey(registry.CURRENT_USER, full, registry.ALL_ACCESS)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		k.Close()
		_ = registry.DeleteKey(registry.CURRENT_USER, full)
	})
	return k, path
}

func set(t *testing.T, k registry.Key, name, value string) {
	t.Helper()
	if err := k.SetStringValue(name, value); err != nil {
		t.Fatal(err)
	}
}

func TestSettingsOfTheWebConnector(t *testing.T) {
	k, path := key(t)
	set(t, k, "UpdateLock", "True")
	set(t, k, "Level", "verbose")
	app, _ := key(t, "Harbor Tea Orders")
	set(t, app, "AppURL", "https://books.harbortea.example/wc")
	set(t, app, "Password", "planted-secret")
	set(t, app, "FileID", "{C57D1F3A-90E4-4BE8-8F62-5A1DE0A3F0B9}")
	if err := app.SetDWordValue("RunEveryNMinutes", 30); err != nil {
		t.Fatal(err)
	}
	var s Settings
	if err := s.read(registry.CURRENT_USER, `HKEY_CURRENT_USER\`, path); err != nil {
		t.Fatal(err)
	}
	if !s.Found || s.UpdateLock != Yes || s.Level != "VERBOSE" || !strings.HasSuffix(s.LockAt, `\UpdateLock`) || len(s.Apps) != 1 {
		t.Fatalf("%+v", s)
	}
	a := s.Apps[0]
	if a.Name != "Harbor Tea Orders" || a.URL != "https://books.harbortea.example/wc" || a.EveryMinutes != 30 || len(a.IDs) != 1 || a.IDs[0] != "c57d1f3a-90e4-4be8-8f62-5a1de0a3f0b9" {
		t.Errorf("%+v", a)
	}
}

func TestAKeyThatIsNotThere(t *testing.T) {
	p := &Programs{}
	var s Settings
	p.unread("it", s.read(registry.CURRENT_USER, `HKEY_CURRENT_USER\`, `Software\authdoctor test that nobody made`))
	if s.Found || len(p.Unread) != 0 {
		t.Errorf("%+v %v", s, p.Unread)
	}
	if p.unread("it", windows.ERROR_ACCESS_DENIED); len(p.Unread) != 1 || !strings.Contains(p.Unread[0], "access denied") {
		t.Errorf("%v", p.Unread)
	}
	if registered("Authdoctor.NoSuchThing") != No {
		t.Error("a class that nobody registered")
	}
}

func TestALogThatMayNotBeWritten(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "Intuit", "log")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "QWCLog.txt")
	if err := os.WriteFile(path, []byte("one line"), 0o600); err != nil {
		t.Fatal(err)
	}
	p := &Programs{}
	p.logs([]Found{{Path: path, Size: 8}, {Path: filepath.Join(dir, "QWCLogOld.txt")}, {Path: `C:\users\mia\Desktop\QWCLog.txt`}})
	if len(p.Logs) != 1 || p.Logs[0].Writable != Yes {
		t.Errorf("%+v", p.Logs)
	}
	if err := os.Chmod(path, 0o400); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(path, 0o600)
	if f, err := os.OpenFile(path, os.O_WRONLY, 0); err == nil { // Wine, as root: no file is closed to it
		f.Close()
		return
	}
	p = &Programs{}
	if p.logs([]Found{{Path: path, Size: 8}}); len(p.Logs) != 1 || p.Logs[0].Writable != No || p.Logs[0].Why == "" {
		t.Errorf("%+v", p.Logs)
	}
	if data, err := os.ReadFile(path); err != nil || string(data) != "one line" {
		t.Errorf("looking changed it: %q %v", data, err)
	}
}

func TestTheWholeLook(t *testing.T) {
	c := &computer{env: os.Getenv, home: func() []string { return nil }}
	p := c.Programs()
	if p == nil || p.Build == 0 || len(p.Switches) != 6 {
		t.Fatalf("%+v", p)
	}
	if c.Programs() != p {
		t.Error("it looked again at once")
	}
	for _, s := range p.Unread {
		if !strings.HasSuffix(s, ".") {
			t.Errorf("no sentence: %q", s)
		}
	}
	if dir := os.Getenv("SystemRoot"); dir != "" {
		if v := fileVersion(filepath.Join(dir, "system32", "kernel32.dll")); strings.Count(v, ".") != 3 {
			t.Errorf("version %q", v)
		}
	}
}
