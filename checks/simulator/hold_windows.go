package simulator

import "golang.org/x/sys/windows"

// exclusive keeps other programs from binding the port as well, even those that ask to share it: SO_EXCLUSIVEADDRUSE, which
// winsock2.h defines as ~SO_REUSEADDR.
const exclusive = ^windows.SO_REUSEADDR

// holdPort takes a port of the system's choice without listening there: who connects is refused, and no other program can take it
// until release. It is bound at all addresses: beside a socket at 127.0.0.1 alone Windows lets another one have the same port at all
// of them (learn.microsoft.com, "Using SO_REUSEADDR and SO_EXCLUSIVEADDRUSE"). What does not listen can be reached by nobody.
func holdPort() (port int, release func() error, err error) {
	s, err := windows.Socket(windows.AF_INET, windows.SOCK_STREAM, windows.IPPROTO_TCP)
	if err != nil {
		return 0, nil, err
	}
	var own windows.Sockaddr
	err = windows.SetsockoptInt(s, windows.SOL_SOCKET, exclusive, 1)
	if err == nil {
		err = windows.Bind(s, &windows.SockaddrInet4{})
	}
	if err == nil {
		own, err = windows.Getsockname(s)
	}
	if err != nil {
		_ = windows.Closesocket(s) // the first error counts
		return 0, nil, err
	}
	return own.(*windows.SockaddrInet4).Port, func() error { return windows.Closesocket(s) }, nil
}
