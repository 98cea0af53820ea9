// Package machine is what this PC knows: where logs and .qwc files are, opening and following them, its proxy settings.
package machine

import "time"

// Found is a file found on this PC.
type Found struct {
	Path     string
	Modified time.Time
	Size     int64
}

// PC is what the checks may ask of the computer. Its implementation for this PC is Here; tests and the demo make their own.
type PC interface {
	OS() string                                        // runtime.GOOS
	Logs() []Found                                     // Web Connector logs in the usual places, newest first, the current before the old one
	PairingFiles() []Found                             // .qwc files in the usual places (Downloads, Desktop, Documents), newest first
	ProxyFor(url string) (proxy string, source string) // "host:port" and where the setting stands; both empty: none
	User() string                                      // the Windows account name; hidden in summaries
	Host() string                                      // the computer's name; hidden in summaries
}
