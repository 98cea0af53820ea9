package plain

import (
	"strings"

	"authdoctor/checks/probe"
	"authdoctor/tui/say"
)

// address asks for a web address until one can be used; empty is none.
func (t *talk) address(question string) (string, error) {
	for {
		v, err := t.ask(question)
		if err != nil || v == "" {
			return "", err
		}
		u, err := probe.ParseAddress(v)
		if err == nil {
			return u.String(), nil
		}
		t.say("%v", err)
	}
}

// otherLog reads a log that somebody sent.
func (t *talk) otherLog() error {
	v, err := t.ask("Path of the log file or folder:")
	if err != nil {
		return err
	}
	if v == "" {
		return nil
	}
	before, named := t.facts, t.d.Start
	t.facts.Logs = []string{strings.Trim(v, `"'`)}
	// What was found on this PC has no part in what somebody sent.
	t.facts.QWC, t.facts.Site, t.facts.Service, t.facts.User = named.QWC, named.Site, named.Service, named.User
	if err := t.prepare(); err != nil {
		t.facts = before
		t.say("%v", err)
		return nil
	}
	return t.log()
}

// addFacts asks for each fact; enter keeps what is known.
func (t *talk) addFacts() error {
	text := func(what, have string) (string, error) {
		v, err := t.ask(what + " (enter keeps " + orNone(have) + "):")
		if v == "" {
			v = have
		}
		return strings.Trim(v, `"'`), err
	}
	log, err := text("Log file or folder", strings.Join(t.facts.Logs, "; "))
	if err != nil {
		return err
	}
	if log != "" {
		t.facts.Logs = strings.Split(log, "; ")
	}
	if t.facts.QWC, err = text("Pairing file, ending in .qwc", t.facts.QWC); err != nil {
		return err
	}
	for _, a := range []struct {
		what string
		to   *string
	}{{"Shop address", &t.facts.Site}, {"Service address", &t.facts.Service}} {
		v, err := t.address(a.what + " (enter keeps " + orNone(*a.to) + "):")
		if err != nil {
			return err
		}
		if v != "" {
			*a.to = v
		}
	}
	t.facts.User, err = text("User name", t.facts.User)
	return err
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

// prepare reads what the facts name.
func (t *talk) prepare() error {
	last := t.d.Now()
	r, err := t.d.ReadAll(t.ctx, t.facts, func(done, total int64) {
		if now := t.d.Now(); total > 0 && now.Sub(last) >= countEvery {
			last = now
			t.say("%d percent of %s read.", 100*min(done, total)/total, say.Bytes(total))
		}
	})
	if err != nil {
		return err
	}
	t.env, t.runs = r.Env, r.Runs
	return nil
}
