package report

import (
	"fmt"
	"slices"
	"strings"

	"authdoctor/checks/redact"
)

// place adds what was asked, from where, and with which versions.
func (r *Report) place(d *digest) {
	var parts []string
	if r.Log != nil && r.Log.Version != "" {
		parts = append(parts, "Web Connector "+r.Log.Version)
	}
	if os := r.Machine.OS; os != "" {
		if name, ok := systems[os]; ok {
			os = name
		}
		parts = append(parts, os)
	}
	// A name that is not hidden (an account called Admin, say) tells support nothing.
	for _, who := range []struct {
		label, name string
		kind        redact.Kind
	}{{"user ", r.Machine.User, redact.User}, {"PC ", r.Machine.Host, redact.Machine}} {
		if who.name == "" {
			continue
		}
		said := who.label + who.name
		if hidden := d.people.Hide(said); hidden != said || strings.HasPrefix(who.name, "<") || d.shows(who.kind) {
			parts = append(parts, hidden)
		}
	}
	d.told("Where", strings.Join(parts, ", "))
	r.facts(d)
	if r.Result == nil {
		return
	}
	login := "no log-in"
	switch {
	case r.Case != nil && r.Case.Login:
		login = "one real log-in"
	case r.asked("credentials"):
		login = "one made-up log-in"
	}
	if r.triedKey() {
		login += "; channel key tried"
	}
	asked := r.Result.Contacted
	switch n := len(asked); {
	case n == 0:
		asked = []string{"nobody"}
	case n > mostAsked+1:
		asked = []string{strings.Join(asked[:mostAsked], ", ") + fmt.Sprintf(" and %d more", n-mostAsked)}
	}
	d.told("Asked", strings.Join(asked, ", ")+"; "+login)
}

// unsaid is an address as it may be shown; empty where the first problem is about it, for there it stands already.
func (r *Report) unsaid(address string) string {
	if problems, _ := r.problems(); address == "" || len(problems) > 0 && problems[0].Address == address {
		return ""
	}
	return redact.URL(address)
}

// systems are the names of the systems that people know by others.
var systems = map[string]string{"windows": "Windows", "darwin": "macOS", "linux": "Linux"}

// shows says whether the sender lets a kind be seen.
func (d *digest) shows(k redact.Kind) bool {
	return slices.ContainsFunc(d.people.Shown(), func(c redact.Count) bool { return c.Kind == string(k) })
}

// facts adds what is known of the installation: what it is called where, and its ids.
func (r *Report) facts(d *digest) {
	c := r.Case
	if c == nil {
		return
	}
	labelled := func(label, value string) string {
		if value == "" {
			return ""
		}
		return label + " " + value
	}
	names := nonEmpty(labelled("user", c.User), labelled("pairing file", emptyOr(c.QWCPath, base)))
	for i, p := range c.LogPaths {
		if i == mostPaths {
			names = append(names, plural(len(c.LogPaths)-i, "log")+" more")
			break
		}
		names = append(names, labelled("log", base(p)))
	}
	lines := []string{labelled("shop", r.unsaid(c.Site)), labelled("service", r.unsaid(c.Service)), strings.Join(names, ", ")}
	if q := c.QWC; q != nil {
		lines = append(lines, labelled("OwnerID", q.OwnerID), labelled("FileID", q.FileID))
	}
	d.told("Case", slices.DeleteFunc(lines, func(s string) bool { return s == "" })...)
}
