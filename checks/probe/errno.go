package probe

import (
	"errors"
	"runtime"
	"syscall"
)

// winsock maps the error numbers of Windows Sockets (learn.microsoft.com, "Windows Sockets Error Codes"). Go's syscall
// constants of the same names are other, invented numbers there, so errors.Is(err, syscall.ECONNREFUSED) is false on
// Windows for a refused connection.
var winsock = map[syscall.Errno]Kind{
	10013: AbortedHere,    // access denied: a firewall on this PC
	10050: NoRoute,        // network down
	10051: NoRoute,        // network unreachable
	10052: Closed,         // network reset
	10053: AbortedHere,    // aborted by software on this PC
	10054: Closed,         // reset by the other side
	10058: Closed,         // already shut down
	10060: ConnectTimeout, // timed out
	10061: Refused,        // refused
	10064: NoRoute,        // host down
	10065: NoRoute,        // no route to host
	11001: NameNotFound,   // no such host
	11002: NameFailed,     // try again
	11003: NameFailed,     // cannot recover
	11004: NameNotFound,   // no address of this kind
	9003:  NameNotFound,   // DNS_ERROR_RCODE_NAME_ERROR
	9501:  NameNotFound,   // DNS_INFO_NO_RECORDS
	9002:  NameFailed,     // DNS_ERROR_RCODE_SERVER_FAILURE
	9005:  NameFailed,     // DNS_ERROR_RCODE_REFUSED
}

// win32 maps what the overlapped calls of Windows return in place of the Winsock numbers. On other systems these small
// numbers mean something else.
var win32 = map[syscall.Errno]Kind{
	64:   Closed,         // ERROR_NETNAME_DELETED
	109:  Closed,         // ERROR_BROKEN_PIPE
	121:  ConnectTimeout, // ERROR_SEM_TIMEOUT
	1225: Refused,        // ERROR_CONNECTION_REFUSED
	1231: NoRoute,        // ERROR_NETWORK_UNREACHABLE
	1232: NoRoute,        // ERROR_HOST_UNREACHABLE
	1234: Refused,        // ERROR_PORT_UNREACHABLE
	1236: AbortedHere,    // ERROR_CONNECTION_ABORTED
}

// posix maps the numbers of all other systems, by name because they differ between them.
var posix = map[syscall.Errno]Kind{
	syscall.EACCES:       AbortedHere, // a rule on this computer forbids it
	syscall.EPERM:        AbortedHere,
	syscall.ECONNREFUSED: Refused,
	syscall.ECONNRESET:   Closed,
	syscall.EPIPE:        Closed,
	syscall.ECONNABORTED: AbortedHere,
	syscall.ETIMEDOUT:    ConnectTimeout,
	syscall.ENETDOWN:     NoRoute,
	syscall.ENETUNREACH:  NoRoute,
	syscall.EHOSTDOWN:    NoRoute,
	syscall.EHOSTUNREACH: NoRoute,
	// No address of the host's family on this computer, or a route that leads nowhere.
	syscall.EADDRNOTAVAIL: NoRoute,
	syscall.EAFNOSUPPORT:  NoRoute,
	syscall.EINVAL:        NoRoute,
}

// errnoKind classifies by the system's error number; Other where there is none or it is not known.
func errnoKind(err error) Kind {
	var e syscall.Errno
	if !errors.As(err, &e) {
		return Other
	}
	return numberKind(e, runtime.GOOS == "windows")
}

func numberKind(e syscall.Errno, windows bool) Kind {
	if k, ok := winsock[e]; ok {
		return k
	}
	table := posix
	if windows {
		table = win32
	}
	if k, ok := table[e]; ok {
		return k
	}
	return Other
}
