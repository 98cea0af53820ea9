package cause

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/parser"
)

// Problem is one thing that is wrong in a file of the knowledge base.
type Problem struct {
	File string // as the file system names it: "kb/clock-wrong.yaml"
	Line int    // 1-based; 0 where the fault is in no one line
	Text string // one sentence
}

// String is the problem as compilers print theirs: "kb/x.yaml:3: ...".
func (p Problem) String() string {
	if p.Line == 0 {
		return fmt.Sprintf("%s: %s", p.File, p.Text)
	}
	return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Text)
}

// layers are the words that a cause's layer may have, from the ground up. Only "unknown" stands in none.
var layers = []Layer{"this PC", "network", "TLS", "HTTP", "service", "authenticate", "selling channel", "sync", "pairing", "QuickBooks", "Caselle"}

var subjects = []Subject{"", PC, Network, Proxy, Site, Service, Support, Channel, Pairing, QuickBooks, Caselle}

// Lint checks every rule that a file of the knowledge base has to keep, and returns what breaks one, by file and line. The ids
// of the checks are those that a file may name; nil leaves that out.
func (b *Base) Lint(checkIDs []string) []Problem {
	var all []Problem
	ranks := map[int]ID{}
	hits := b.hits()
	for _, c := range b.causes {
		l := &linter{base: b, hits: hits, checks: checkIDs, file: b.files[c.ID].name, text: b.files[c.ID].text}
		l.cause(c, ranks)
		l.signatures(c)
		l.remedies("$", c.Remedies)
		all = append(all, l.problems...)
	}
	slices.SortStableFunc(all, func(x, y Problem) int { return cmp.Or(cmp.Compare(x.File, y.File), cmp.Compare(x.Line, y.Line)) })
	return all
}

// linter collects the problems of one file.
type linter struct {
	base     *Base
	hits     []hit // of all signatures
	checks   []string
	file     string
	text     []byte
	problems []Problem
}

// say notes a problem at a place of the document, given as a YAML path: "$.signatures[2].hits[0]".
func (l *linter) say(at, format string, args ...any) {
	l.problems = append(l.problems, Problem{l.file, LineOf(l.text, at), fmt.Sprintf(format, args...)})
}

// LineOf is the 1-based line of a YAML path in a document ("$.steps[1].do"), or of the nearest thing around it that the document has; 0 where the
// document is none.
func LineOf(text []byte, at string) int {
	file, err := parser.ParseBytes(text, 0)
	if err != nil {
		return 0
	}
	for at != "" && at != "$" {
		if p, err := yaml.PathString(at); err == nil {
			if node, err := p.FilterFile(file); err == nil && node.GetToken() != nil {
				return node.GetToken().Position.Line
			}
		}
		at = at[:max(strings.LastIndexAny(at, ".["), 0)]
	}
	return 1
}

func (l *linter) cause(c *Cause, ranks map[int]ID) {
	if want := string(c.ID) + ".yaml"; path.Base(l.file) != want {
		l.say("$.id", "the file of %s is to be named %s", c.ID, want)
	}
	if !slices.Contains(layers, c.Layer) && !(c.ID == Unknown && (c.Layer == "" || c.Layer == "–")) {
		l.say("$.layer", "layer %q is none of %v", c.Layer, layers)
	}
	if !slices.Contains(subjects, c.Subject) {
		l.say("$.subject", "subject %q is none of %v", c.Subject, subjects[1:])
	}
	if other, taken := ranks[c.Rank]; taken {
		l.say("$.rank", "rank %d is that of %s", c.Rank, other)
	}
	if ranks[c.Rank] = c.ID; c.Rank <= 0 {
		l.say("$.rank", "rank is missing")
	}
	l.words("$.title", c.Title)
	if strings.HasSuffix(c.Title, ".") {
		l.say("$.title", "a title has no full stop")
	}
	l.words("$.why", c.Why)
	if !strings.HasSuffix(strings.TrimSpace(c.Why), ".") {
		l.say("$.why", "why is made of whole sentences")
	}
	for i, id := range c.Explains {
		if at := fmt.Sprintf("$.explains[%d]", i); l.base.byID[id] == nil {
			l.say(at, "explains %q, which no file describes", id)
		} else if id == c.ID {
			l.say(at, "a cause does not explain itself")
		}
	}
	for i, id := range c.CheckedBy {
		l.check(fmt.Sprintf("$.checked-by[%d]", i), id)
	}
	for _, who := range []Who{EndUser, Tech} {
		if !slices.ContainsFunc(c.Remedies, func(r Remedy) bool { return r.Who == who && len(r.Steps) > 0 }) {
			l.say("$.remedies", "there is no step for the %s", who)
		}
	}
}

// check says so where no check has this id.
func (l *linter) check(at, id string) {
	if l.checks != nil && !slices.Contains(l.checks, id) {
		l.say(at, "there is no check %q; there are %s", id, strings.Join(l.checks, ", "))
	}
}

// shouted is an exclamation mark that ends something, unlike the one of "<!DOCTYPE".
var shouted = regexp.MustCompile(`!+(\s|$)`)

// words checks a text that people read.
func (l *linter) words(at, text string) {
	low := " " + plainWords(text) + " "
	switch {
	case strings.TrimSpace(text) == "":
		l.say(at, "text is missing")
	case shouted.MatchString(text):
		l.say(at, "no exclamation marks: %q", text)
	case strings.Contains(low, " please "), strings.Contains(low, " sorry "):
		l.say(at, "no please and no sorry: %q", text)
	}
}
