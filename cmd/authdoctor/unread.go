package main

import (
	"fmt"
	"io"
	"slices"
	"sync"

	"authdoctor/checks/machine"
	"authdoctor/checks/redact"
)

// unread gathers the files of folders that may be logs and cannot be read, where others could be. What was found in the others stands; but
// that nothing is wrong can then not be said.
type unread struct {
	mu   sync.Mutex
	list []*machine.InputError
}

// maxUnread bounds what is told one by one.
const maxUnread = 20

// add takes one more file. The same one is told once, however often the folder is read.
func (u *unread) add(e *machine.InputError) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if !slices.ContainsFunc(u.list, func(o *machine.InputError) bool { return o.Path == e.Path }) {
		u.list = append(u.list, e)
	}
}

// tell names the files, and gives the exit status for one that would say that nothing is wrong.
func (u *unread) tell(w io.Writer, code int) int {
	u.mu.Lock()
	defer u.mu.Unlock()
	if len(u.list) == 0 || code == exitInterrupted {
		return code
	}
	for _, e := range u.list[:min(len(u.list), maxUnread)] {
		fmt.Fprintf(w, "authdoctor: not read, or not to its end: %s\n", redact.Clean(e.Error()))
	}
	if more := len(u.list) - maxUnread; more > 0 {
		fmt.Fprintf(w, "authdoctor: and %d more files could not be read\n", more)
	}
	if code == exitOK {
		return exitNoWork
	}
	return code
}
