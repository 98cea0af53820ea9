package machine

import (
	"time"

	"github.com/mattn/go-ieproxy"
)

// scriptLimit is how long a proxy script, or the search for one, may take. Windows itself may take half a minute.
const scriptLimit = 6 * time.Second

// systemSettings reads the Internet Options of the Windows user.
func systemSettings() settings {
	conf := ieproxy.GetConf()
	var s settings
	s.where.servers, s.where.script = "the Windows proxy settings", "the proxy script of the Windows settings"
	if conf.Static.Active {
		s.servers, s.bypass = conf.Static.Protocols, conf.Static.NoProxy
	}
	if conf.Automatic.Active {
		s.script = func(target string) string {
			got := make(chan string, 1)
			go func() { got <- conf.Automatic.FindProxyForURL(target) }()
			select {
			case p := <-got:
				return p
			case <-time.After(scriptLimit):
				return ""
			}
		}
	}
	return s
}
