//go:build !windows

package machine

// Programs is nil: there is no Web Connector here.
func (*computer) Programs() *Programs { return nil }
