package channel

import (
	"bytes"
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"authdoctor/checks/lazyregexp"
	"authdoctor/checks/probe"
)

// Read says what an answer means: by the channel's own words first, then by its status. An exchange without an answer is Unclear.
func (a *Access) Read(ex *probe.Exchange) Reading {
	body := string(ex.Body)
	if ex.Status >= 200 && ex.Status < 300 {
		r := Reading{Means: a.success(ex, body)}
		if r.Means == Unclear {
			r.Quote = message(ex.Body)
		}
		return r
	}
	if !ex.Answered() || ex.Status >= 300 && ex.Status < 400 {
		return Reading{}
	}
	r := Reading{Quote: message(ex.Body)}
	page := webPage(ex)
	for _, s := range a.Channel.says {
		if len(s.status) > 0 && !slices.Contains(s.status, ex.Status) || !fits(s.body, body) {
			continue
		}
		if page && s.body == "" && a.way.place.base == "" && s.means != NotThere {
			continue // a page in front of the shop's own API has that status for reasons of its own
		}
		r.Means, r.Words = s.means, s.words
		r.Sure = s.body != "" || a.way.place.base != ""
		return r
	}
	if !page {
		switch ex.Status {
		case http.StatusUnauthorized:
			r.Means = WrongSecret
		case http.StatusPaymentRequired, http.StatusLocked:
			r.Means, r.Sure = Closed, true
		case http.StatusForbidden:
			if json.Valid(ex.Body) { // a firewall answers in other ways
				r.Means = NoPermission
			}
		}
	}
	return r
}

// success says what an answer with a status of success means.
func (a *Access) success(ex *probe.Exchange, body string) Meaning {
	switch {
	case webPage(ex) && a.Channel.ID != "generic":
		return WebPage
	case fits(a.way.good, strings.TrimPrefix(body, "\ufeff")):
		return Good
	}
	return Unclear
}

// webPage says whether an answer is a page for people.
func webPage(ex *probe.Exchange) bool {
	start := bytes.ToLower(bytes.TrimSpace(ex.Body[:min(len(ex.Body), 512)]))
	return bytes.HasPrefix(start, []byte("<!doctype html")) || bytes.HasPrefix(start, []byte("<html")) ||
		strings.Contains(strings.ToLower(ex.Header.Get("Content-Type")), "text/html") && !json.Valid(ex.Body)
}

// said finds the sentence in a channel's error: the fields in which the channels of the table and most others put it.
var said = lazyregexp.New(`"(?:errors?|message|Message|title|detail|error_description)"\s*:\s*\[?\s*("(?:[^"\\]|\\.){1,400}")`)

// maxWords bounds an answer in plain text that counts as a sentence, in bytes.
const maxWords = 200

// message is the channel's own sentence in an answer; empty where it has none.
func message(body []byte) string {
	if m := said.FindSubmatch(body); m != nil {
		var s string
		if err := json.Unmarshal(m[1], &s); err == nil {
			return strings.TrimSpace(s)
		}
	}
	text := strings.TrimSpace(string(body))
	if len(text) <= maxWords && !strings.ContainsAny(text, "<{[") {
		return text
	}
	return ""
}
