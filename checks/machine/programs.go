package machine

import (
	"strings"
	"time"
)

// Known is an answer that Windows may refuse. The zero value is NotKnown.
type Known uint8

// The answers.
const (
	NotKnown Known = iota
	Yes
	No
)

// Programs is what a Windows PC shows, to a user without special rights, of the Web Connector, of QuickBooks, and of the parts of Windows
// that they need. It is a plain value: what judges it can be tested with made-up facts.
type Programs struct {
	Build     uint32 // of Windows: 7601 is Windows 7, from 10240 on Windows 10, from 22000 on Windows 11; 0: not known
	Session   uint32 // of this program
	Elevated  Known  // this program runs as administrator
	Processes []Process
	Services  []Service
	Connector Installed   // zero Path: not found
	Company   []Installed // QuickBooks, as the list of installed programs names it
	Requests  Known       // the part through which programs talk to QuickBooks (QBXMLRP2) is registered
	AtLogon   Known       // the Web Connector starts when this Windows user logs on
	Settings  Settings
	Logs      []LogFile
	Switches  []Switch
	Framework uint64   // the release number of .NET Framework 4.5 and newer: 460798 is 4.7, 528040 is 4.8; 0: not known or not installed
	Unread    []string // what could not be read, and why, as sentences
}

// Process is one running program of Intuit's.
type Process struct {
	Name     string // "QBWebConnector.exe", as Windows has it
	Path     string // empty: not known
	PID      uint32
	Session  uint32
	Mine     Known // runs as the Windows user of this program
	Elevated Known
	Window   Known // has a window that can be seen; known for programs of this session only
	Bits     int   // 32 or 64; 0: not known
	Started  time.Time
	Refused  bool // Windows refuses to say as whom it runs: mostly because it has more rights
}

// Service is a Windows service of QuickBooks.
type Service struct {
	Name    string // "QuickBooksDB34"
	Running bool
}

// Installed is a program that is installed.
type Installed struct {
	Name, Version, Path string // empty where not known
	Bits                int    // 32 or 64; 0: not known
}

// Settings is what the Web Connector keeps in the registry of a Windows user.
type Settings struct {
	Found      bool // the user has a key of the Web Connector
	UpdateLock Known
	LockAt     string // where the lock stands: key and value
	Level      string // of its log: "NONE", "DEBUG", "VERBOSE"; empty: not set
	Apps       []App
}

// App is one application in the Web Connector's list. No source documents the names of its values, so they are taken by what they
// look like; what is not there is empty.
type App struct {
	Name, URL, User string
	IDs             []string // all GUIDs that it holds, lower case, without braces
	AutoRun         Known
	EveryMinutes    int
	Key             string // where it stands
}

// LogFile is a log of the Web Connector at its own place.
type LogFile struct {
	Path     string
	Size     int64
	Writable Known
	Why      string // why it is not writable, in the words of the system
}

// Switch is one setting of Windows that decides about TLS.
type Switch struct {
	Key, Name string
	Value     uint64
	Set       bool
	Needed    uint64 // the value that lets TLS 1.2 through
}

// Named gives the processes of some names, compared without case, newest last.
func (p *Programs) Named(names ...string) []Process {
	var out []Process
	for _, x := range p.Processes {
		for _, n := range names {
			if strings.EqualFold(x.Name, n) {
				out = append(out, x)
			}
		}
	}
	return out
}

// Inspector is a PC whose programs can be looked at.
type Inspector interface {
	Programs() *Programs
}

// Inspect looks at the programs of a PC. They are nil where that cannot be, and then why is a sentence.
func Inspect(pc PC) (p *Programs, why string) {
	if pc == nil || pc.OS() != "windows" {
		return nil, "Only on Windows."
	}
	if i, ok := pc.(Inspector); ok {
		if p := i.Programs(); p != nil {
			return p, ""
		}
	}
	return nil, "What runs on that PC cannot be seen from here."
}
