package simulator

import (
	"os"

	"authdoctor/checks/machine"
)

// pc is the computer of a world: it has the world's log and pairing file and no proxy.
type pc struct{ logs, pairings []string }

// OS is that of the computers that the Web Connector runs on.
func (pc) OS() string { return "windows" }

// Logs are the world's logs.
func (p pc) Logs() []machine.Found { return found(p.logs) }

// PairingFiles are the world's pairing files.
func (p pc) PairingFiles() []machine.Found { return found(p.pairings) }

// ProxyFor says that there is none.
func (pc) ProxyFor(string) (proxy, source string) { return "", "" }

// User is the Windows account of the world.
func (pc) User() string { return "frontdesk" }

// Host is the computer's name in the world.
func (pc) Host() string { return "TEAROOM-PC" }

func found(paths []string) []machine.Found {
	var out []machine.Found
	for _, p := range paths {
		if fi, err := os.Stat(p); err == nil {
			out = append(out, machine.Found{Path: p, Modified: fi.ModTime(), Size: fi.Size()})
		}
	}
	return out
}
