package main

import (
	"fmt"
	"io"
	"strings"

	"authdoctor/checks"
	"authdoctor/checks/probe"
	"authdoctor/checks/redact"
)

// maxExchanges bounds how many exchanges --verbose shows; a whole checklist makes about thirty.
const maxExchanges = 60

// exchanges writes, for --verbose, every exchange with the network: what was asked, what came back, how long each phase took, and
// what the encryption came to. One that several checks share stands there once, and the repeated connections of the quality test
// in one line. plain is for what is no terminal: bars of a sign that every program can show.
func exchanges(w io.Writer, r *checks.Result, width int, plain bool) error {
	var lines []string
	shown, repeated := 0, map[string]int{}
	had := map[string]bool{}
	for _, d := range r.Checks {
		for _, x := range d.Exchanges {
			key := x.Method + x.URL + x.Started.String()
			if had[key] || x.Timing.Total < 0 {
				continue
			}
			had[key] = true
			name := strings.TrimSpace(x.Name + " " + x.Method + " " + redact.URL(x.URL))
			if x.Method == "HEAD" {
				if repeated[name]++; repeated[name] > 1 {
					continue
				}
			}
			if shown++; shown > maxExchanges {
				continue
			}
			lines = append(lines, exchange(x, name, width, plain)...)
		}
	}
	if len(lines) == 0 {
		return nil
	}
	head := []string{"", "EXCHANGES   what was asked, and how long each phase took"}
	for name, n := range repeated {
		if n > 1 {
			head = append(head, cell(fmt.Sprintf("  %s was asked %d times; the first is shown.", name, n), width))
		}
	}
	_, err := io.WriteString(w, strings.Join(append(head, lines...), "\n")+"\n")
	return err
}

// exchange is one exchange in lines of at most width cells.
func exchange(x *probe.Exchange, name string, width int, plain bool) []string {
	came := "no answer"
	switch {
	case x.Status != 0:
		came = strings.TrimSpace(fmt.Sprintf("%d %s", x.Status, x.Reason))
	case x.Failure != nil:
		came = x.Failure.Text
	case x.TLS != nil:
		came = "the handshake alone: " + x.TLS.Version
	}
	out := []string{"  " + name, "    " + came}
	for _, l := range x.Waterfall(min(width-4, 76), plain) {
		out = append(out, "    "+l)
	}
	out = append(out, "    "+attempts(x))
	if x.Proxy != "" {
		out = append(out, "    through the proxy "+x.Proxy+", which stands in "+x.ProxyFrom)
	}
	out = append(out, security(x.TLS)...)
	kept := out[:0]
	for _, l := range out {
		if l = cell(redact.Clean(l), width); strings.TrimSpace(l) != "" {
			kept = append(kept, l)
		}
	}
	return kept
}

// attempts words the connection attempts: "203.0.113.20:443 in 12 ms; [2001:db8::7]:443 no answer".
func attempts(x *probe.Exchange) string {
	var parts []string
	for _, a := range x.Attempts {
		what := fmt.Sprintf("in %d ms", a.Took.Milliseconds())
		if a.Err != "" {
			what += ": " + a.Err
		}
		parts = append(parts, a.Address+" "+what)
	}
	return strings.Join(parts, "; ")
}

// security words what a handshake came to.
func security(t *probe.TLS) []string {
	if t == nil {
		return nil
	}
	said := "verified"
	if !t.Verified {
		said = "not verified"
	}
	out := []string{fmt.Sprintf("    %s agreed on, of %s; %s; %s", t.Version, t.Offered, t.Cipher, said)}
	for i, c := range t.Chain {
		what := "above it"
		if i == 0 {
			what = "certificate for " + strings.Join(c.Names[:min(len(c.Names), 4)], ", ")
		}
		out = append(out, fmt.Sprintf("    %s, %s to %s, from %s", what, c.NotBefore.Format("2 Jan 2006"), c.NotAfter.Format("2 Jan 2006"), c.Issuer))
	}
	return out
}

// cell cuts a line to a number of cells.
func cell(s string, width int) string {
	if r := []rune(s); len(r) > width {
		return string(r[:width-1]) + "›"
	}
	return s
}
