//go:build !windows

package simulator

import "syscall"

// holdPort takes a port of 127.0.0.1 of the system's choice without listening there: who connects is refused, and no other program
// can take it until release. SO_REUSEADDR is not set, for with it another program could bind the port beside this one (socket(7)).
func holdPort() (port int, release func() error, err error) {
	syscall.ForkLock.RLock() // a program that is started meanwhile must not get the socket
	s, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM, 0)
	if err == nil {
		syscall.CloseOnExec(s)
	}
	syscall.ForkLock.RUnlock()
	if err != nil {
		return 0, nil, err
	}
	var own syscall.Sockaddr
	if err = syscall.Bind(s, &syscall.SockaddrInet4{Addr: loopback}); err == nil {
		own, err = syscall.Getsockname(s)
	}
	if err != nil {
		_ = syscall.Close(s) // the first error counts
		return 0, nil, err
	}
	return own.(*syscall.SockaddrInet4).Port, func() error { return syscall.Close(s) }, nil
}
