package report

import (
	"fmt"
	"slices"
	"strings"

	"authdoctor/checks/cause"
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
		if who.name == "" || d.terse > 1 {
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
	case n > mostAsked+1 && d.terse > 0:
		asked = []string{plural(n, "address")}
	case n > mostAsked+1:
		asked = []string{strings.Join(asked[:mostAsked], ", ") + fmt.Sprintf(" and %d more", n-mostAsked)}
	}
	problems, _ := r.problems()
	d.told("Asked", strings.Join(asked, ", ")+"; "+login+r.untried(problems))
}

// unsaid is an address as it may be shown; empty where the first problem is about it, for there it stands already. In a terse
// summary another address of the same host is enough.
func (r *Report) unsaid(address string, t terseness) string {
	problems, _ := r.problems()
	if address == "" {
		return ""
	}
	if len(problems) > 0 {
		if about := problems[0].Address; about == address || t > 1 && about != "" && hostOf(about) == hostOf(address) {
			return ""
		}
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
	var names []string
	if d.terse == 0 { // the log stands at the proof, and the name of a user is hidden
		names = nonEmpty(labelled("user", c.User), labelled("pairing file", emptyOr(c.QWCPath, base)))
		for i, p := range c.LogPaths {
			if i == mostPaths {
				names = append(names, plural(len(c.LogPaths)-i, "log")+" more")
				break
			}
			names = append(names, labelled("log", base(p)))
		}
	}
	lines := []string{labelled("shop", r.unsaid(c.Site, d.terse))}
	mine := d.terse > 1 && r.onThisSide()
	if !mine && (d.terse < 2 || r.Vendor == nil || r.Vendor.ID == genericVendor) { // a vendor knows its own service
		lines = append(lines, labelled("service", r.unsaid(c.Service, d.terse)))
	}
	lines = append(lines, strings.Join(names, ", "))
	if q := c.QWC; q != nil && !mine {
		lines = append(lines, labelled("OwnerID", q.OwnerID), labelled("FileID", q.FileID))
	}
	d.told("Case", nonEmpty(lines...)...)
}

// onThisSide says whether the first problem is one of this PC or its network, which no id of the pairing helps with.
func (r *Report) onThisSide() bool {
	problems, _ := r.problems()
	return len(problems) > 0 && slices.Contains([]cause.Subject{cause.PC, cause.Network, cause.Proxy}, problems[0].Subject)
}
