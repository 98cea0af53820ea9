package simulator

import (
	"io"
	"net/http"
	"sync/atomic"

	"authdoctor/checks"
)

// channelMode is what the shop's interface for programs does with the key of the case.
type channelMode int32

const (
	noChannel channelMode = iota // there is none, and no key is tried
	channelTakes
	channelRefuses
	channelFrozen
)

// The key of the worlds that try one, in the form of WooCommerce's.
const (
	channelKey    = "ck_demo_harbortea"
	channelSecret = "cs_demo_one_lump"
)

// channelAPI answers as WooCommerce does: the question for one order, by its id alone.
type channelAPI struct {
	mode atomic.Int32
	url  string // of the shop that it belongs to
}

// ServeHTTP answers the question that a check asks.
func (c *channelAPI) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	user, secret, _ := r.BasicAuth()
	mode := channelMode(c.mode.Load())
	switch {
	case mode == channelFrozen:
		reply(w, http.StatusPaymentRequired, `{"code":"shop_suspended","message":"This store is suspended."}`)
	case r.URL.Path != "/wp-json/wc/v3/orders":
		reply(w, http.StatusNotFound, `{"code":"rest_no_route","message":"No route was found matching the URL and request method."}`)
	case mode == channelRefuses || user != channelKey || secret != channelSecret:
		reply(w, http.StatusUnauthorized, `{"code":"woocommerce_rest_authentication_error","message":"Consumer key is invalid.","data":{"status":401}}`)
	default:
		reply(w, http.StatusOK, `[{"id":4711}]`)
	}
}

func reply(w http.ResponseWriter, status int, json string) {
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, json) // a caller that went away misses nothing
}

// buildChannel starts the interface where the scenario has one.
func (w *World) buildChannel(p plan) error {
	if p.channel == noChannel {
		return nil
	}
	w.channel = &channelAPI{}
	w.channel.mode.Store(int32(p.channel))
	s := &server{handler: w.front(w.channel)}
	if err := s.start(); err != nil {
		return err
	}
	w.outside = append(w.outside, s)
	w.channel.url = "http://" + s.addr
	return nil
}

// healChannel enters a good key, or opens the shop again.
func (w *World) healChannel() error {
	if w.channel != nil {
		w.channel.mode.Store(int32(channelTakes))
	}
	return nil
}

// channelCase tells a case of the channel and its key.
func (w *World) channelCase(c *checks.Case) {
	if w.channel != nil {
		c.Channel, c.ChannelURL, c.ChannelUser, c.ChannelSecret = "woocommerce", w.channel.url, channelKey, channelSecret
	}
}
