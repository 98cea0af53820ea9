package machine

import (
	"errors"
	"strings"
	"sync"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

// maxProcesses and maxServices bound what is looked through.
const (
	maxProcesses = 20_000
	maxServices  = 1 << 20 // bytes of the list of services
)

// ours says whether a program is one of those that matter: the Web Connector, QuickBooks and its helpers.
func ours(name string) bool {
	switch strings.ToLower(name) {
	case "qbwebconnector.exe", "qbw.exe", "qbw32.exe", "qbdbmgrn.exe", "qbcfmonitorservice.exe", "qbupdate.exe":
		return true
	}
	return false
}

// processes lists the running programs of Intuit's.
func (p *Programs) processes() {
	_ = windows.ProcessIdToSessionId(windows.GetCurrentProcessId(), &p.Session) // session 0 where it fails, as in Wine
	me := self()
	p.Elevated = me.elevated
	snapshot, err := windows.CreateToolhelp32Snapshot(windows.TH32CS_SNAPPROCESS, 0)
	if err != nil {
		p.unread("the running programs", err)
		return
	}
	defer windows.CloseHandle(snapshot)
	seen := visible()
	entry := windows.ProcessEntry32{Size: uint32(unsafe.Sizeof(windows.ProcessEntry32{}))}
	err = windows.Process32First(snapshot, &entry)
	for range maxProcesses {
		if err != nil {
			break
		}
		if name := windows.UTF16ToString(entry.ExeFile[:]); ours(name) {
			x := Process{Name: name, PID: entry.ProcessID}
			x.look(me)
			if seen != nil && x.Session == p.Session {
				x.Window = known(seen[x.PID])
			}
			p.Processes = append(p.Processes, x)
		}
		err = windows.Process32Next(snapshot, &entry)
	}
	if err != nil && !errors.Is(err, windows.ERROR_NO_MORE_FILES) {
		p.unread("the running programs", err)
	}
}

// account is as whom a program runs.
type account struct {
	sid      *windows.SID
	elevated Known
}

func self() account { return accountOf(windows.GetCurrentProcessToken()) }

func accountOf(t windows.Token) account {
	a := account{elevated: elevation(t)}
	if u, err := t.GetTokenUser(); err == nil {
		a.sid = u.User.Sid
	}
	return a
}

// elevation asks whether a token has the rights of an administrator. Token.IsElevated of the library takes a failure for no.
func elevation(t windows.Token) Known {
	var up, n uint32
	if err := windows.GetTokenInformation(t, windows.TokenElevation, (*byte)(unsafe.Pointer(&up)), uint32(unsafe.Sizeof(up)), &n); err != nil || n != uint32(unsafe.Sizeof(up)) {
		return NotKnown
	}
	return known(up != 0)
}

// look fills in what Windows tells of a process.
func (x *Process) look(me account) {
	_ = windows.ProcessIdToSessionId(x.PID, &x.Session) // else it counts as session 0, that of services
	h, err := windows.OpenProcess(windows.PROCESS_QUERY_LIMITED_INFORMATION, false, x.PID)
	if err != nil {
		x.Refused = errors.Is(err, windows.ERROR_ACCESS_DENIED)
		return
	}
	defer windows.CloseHandle(h)
	buf := make([]uint16, windows.MAX_LONG_PATH)
	n := uint32(len(buf))
	if windows.QueryFullProcessImageName(h, 0, &buf[0], &n) == nil {
		x.Path = windows.UTF16ToString(buf[:n])
	}
	var started, ended, kernel, user windows.Filetime
	if windows.GetProcessTimes(h, &started, &ended, &kernel, &user) == nil {
		x.Started = time.Unix(0, started.Nanoseconds()).UTC()
	}
	x.Bits = bits(h)
	var t windows.Token
	if err := windows.OpenProcessToken(h, windows.TOKEN_QUERY, &t); err != nil {
		x.Refused = errors.Is(err, windows.ERROR_ACCESS_DENIED)
		return
	}
	defer t.Close()
	a := accountOf(t)
	x.Elevated = a.elevated
	if a.sid != nil && me.sid != nil {
		x.Mine = known(a.sid.Equals(me.sid))
	}
}

// bits tells a 32-bit program on a 64-bit Windows from others.
func bits(h windows.Handle) int {
	var wow bool
	switch err := windows.IsWow64Process(h, &wow); {
	case err != nil:
		return 0
	case wow:
		return 32
	}
	return thisBits()
}

// onScreen is what the one function notes that Windows calls for each window. That function cannot be given back, so there is one for all
// looks.
var onScreen struct {
	sync.Mutex
	pids map[uint32]bool
}

var noteWindow = sync.OnceValue(func() uintptr {
	return windows.NewCallback(func(w windows.HWND, _ uintptr) uintptr {
		if windows.IsWindowVisible(w) {
			var pid uint32
			if _, err := windows.GetWindowThreadProcessId(w, &pid); err == nil {
				onScreen.pids[pid] = true
			}
		}
		return 1 // go on
	})
})

// visible gives the processes of this session that have a window on the screen, as a set; nil where Windows does not say.
func visible() map[uint32]bool {
	onScreen.Lock()
	defer onScreen.Unlock()
	onScreen.pids = map[uint32]bool{}
	if windows.EnumWindows(noteWindow(), nil) != nil {
		return nil
	}
	return onScreen.pids
}

// services lists the services of QuickBooks, with the right to list and no other.
func (p *Programs) services() {
	m, err := windows.OpenSCManager(nil, nil, windows.SC_MANAGER_CONNECT|windows.SC_MANAGER_ENUMERATE_SERVICE)
	if err != nil {
		p.unread("the services", err)
		return
	}
	defer windows.CloseServiceHandle(m)
	var need, count uint32
	buf := make([]byte, 64<<10)
	for {
		err = windows.EnumServicesStatusEx(m, windows.SC_ENUM_PROCESS_INFO, windows.SERVICE_WIN32, windows.SERVICE_STATE_ALL,
			&buf[0], uint32(len(buf)), &need, &count, nil, nil)
		if !errors.Is(err, windows.ERROR_MORE_DATA) || need == 0 || len(buf)+int(need) > maxServices {
			break
		}
		buf = make([]byte, len(buf)+int(need))
	}
	if err != nil {
		p.unread("the services", err)
		return
	}
	if count == 0 {
		return
	}
	for _, s := range unsafe.Slice((*windows.ENUM_SERVICE_STATUS_PROCESS)(unsafe.Pointer(&buf[0])), count) {
		name := windows.UTF16PtrToString(s.ServiceName)
		if low := strings.ToLower(name); strings.HasPrefix(low, "quickbooksdb") || strings.HasPrefix(low, "qbcfmonitor") {
			p.Services = append(p.Services, Service{Name: name, Running: s.ServiceStatusProcess.CurrentState == windows.SERVICE_RUNNING})
		}
	}
}
