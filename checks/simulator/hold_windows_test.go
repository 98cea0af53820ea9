package simulator

import "golang.org/x/sys/windows"

// refused is the system's error of a refused connect.
const refused = windows.WSAECONNREFUSED
