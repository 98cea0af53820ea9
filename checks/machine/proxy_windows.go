package machine

import (
	"sync"
	"sync/atomic"
	"time"

	"github.com/mattn/go-ieproxy"
)

// scriptLimit is how long a proxy script, or the search for one, may take. Windows itself may take half a minute.
// After slowSearch a search that found nothing is not made again: most networks have no script to be found.
const (
	scriptLimit = 6 * time.Second
	slowSearch  = time.Second
)

var (
	searchedInVain atomic.Bool
	reading        sync.Mutex
)

// systemSettings reads the Internet Options of the Windows user as they are now.
func systemSettings() settings {
	reading.Lock() // the package keeps what it read in a variable of its own
	conf := ieproxy.ReloadConf()
	reading.Unlock()
	var s settings
	s.where.servers, s.where.script = "the Windows proxy settings", "the proxy script of the Windows settings"
	if conf.Static.Active {
		s.servers, s.bypass = conf.Static.Protocols, conf.Static.NoProxy
	}
	s.final = conf.Automatic.PreConfiguredURL != ""
	if conf.Automatic.Active && (s.final || !searchedInVain.Load()) {
		s.script = func(target string) string { return ask(&conf.Automatic, target, s.final) }
	}
	return s
}

// ask asks the script, for as long as scriptLimit at most: a call into Windows cannot be stopped.
func ask(script *ieproxy.ProxyScriptConf, target string, named bool) string {
	begin := time.Now()
	got := make(chan string, 1)
	go func() { got <- script.FindProxyForURL(target) }()
	proxy := ""
	select {
	case proxy = <-got:
	case <-time.After(scriptLimit):
	}
	if !named && proxy == "" && time.Since(begin) > slowSearch {
		searchedInVain.Store(true)
	}
	return proxy
}
