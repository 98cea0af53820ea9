package vendors

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"authdoctor/checks/cause"
)

var contactKinds = []string{"phone", "ticket", "mail", "web"}

// Lint checks every rule that a vendor's file has to keep against the causes that there are, and returns what breaks one. The
// ids of the checks are those that a remedy may name; nil leaves that out.
func (s *Set) Lint(kb *cause.Base, checkIDs []string) []cause.Problem {
	var all []cause.Problem
	for _, v := range s.all {
		f := s.files[v.ID]
		l := &linter{kb: kb, file: f.name, text: f.text}
		l.vendor(v)
		l.questions(v)
		ids := make([]cause.ID, 0, len(v.Remedies))
		for id := range v.Remedies {
			ids = append(ids, id)
		}
		slices.Sort(ids)
		for _, id := range ids {
			at := "$.remedies." + string(id)
			if kb.Get(id) == nil {
				l.say(at, "there is no cause %q", id)
			}
			l.problems = append(l.problems, kb.LintRemedies(f.name, f.text, at, v.Remedies[id], checkIDs)...)
		}
		all = append(all, l.problems...)
	}
	return all
}

// linter collects the problems of one file.
type linter struct {
	kb       *cause.Base
	file     string
	text     []byte
	problems []cause.Problem
}

func (l *linter) say(at, format string, args ...any) {
	l.problems = append(l.problems, cause.Problem{File: l.file, Line: cause.LineOf(l.text, at), Text: fmt.Sprintf(format, args...)})
}

func (l *linter) vendor(v *Vendor) {
	if want := v.ID + ".yaml"; path.Base(l.file) != want {
		l.say("$.id", "the file of %s is to be named %s", v.ID, want)
	}
	if strings.TrimSpace(v.Name) == "" {
		l.say("$.name", "name is missing")
	}
	for i, h := range v.Hosts {
		if h == "" || strings.ContainsAny(h, "/:@ ") || !strings.Contains(strings.Trim(h, "."), ".") {
			l.say(fmt.Sprintf("$.hosts[%d]", i), "host %q: want a host name of at least two parts, without scheme and path", h)
		}
	}
	for i, c := range v.Contacts {
		if at := fmt.Sprintf("$.contacts[%d]", i); !slices.Contains(contactKinds, c.Kind) {
			l.say(at+".kind", "kind %q is none of %s", c.Kind, strings.Join(contactKinds, ", "))
		} else if c.Value == "" {
			l.say(at, "value is missing")
		}
	}
	if v.Limit.Seconds < 0 || v.Limit.OrdersMin > v.Limit.OrdersMax {
		l.say("$.limit", "a limit is not negative, and its range runs from the smaller number to the larger")
	}
	for i, p := range v.Prefer {
		at := fmt.Sprintf("$.prefer[%d]", i)
		for _, id := range []cause.ID{p.Instead, p.Use} {
			if l.kb.Get(id) == nil {
				l.say(at, "there is no cause %q", id)
			}
		}
		if p.Instead == p.Use || strings.TrimSpace(p.Why) == "" {
			l.say(at, "a preference names two causes and says why")
		}
	}
	if v.QuestionsFirst && len(v.Questions) == 0 {
		l.say("$.questions-first", "there are no questions to ask first")
	}
}

// questions checks that each can be reached and each answer leads on.
func (l *linter) questions(v *Vendor) {
	ids := v.questionIDs()
	reached := map[string]bool{}
	for i, q := range v.Questions {
		at := fmt.Sprintf("$.questions[%d]", i)
		if !validID.MatchString(q.ID) || slices.Index(ids, q.ID) != i {
			l.say(at+".id", "question id %q: want lower-case words joined by hyphens, once a vendor", q.ID)
		}
		if !strings.HasSuffix(q.Text, "?") {
			l.say(at+".text", "a question ends with a question mark: %q", q.Text)
		}
		if i > 0 && !reached[q.ID] {
			l.say(at, "no answer before it leads to question %q", q.ID)
		}
		for j, a := range q.Answers {
			reached[a.To] = true
			if to := slices.Index(ids, a.To); a.To != "" && to >= 0 && to <= i {
				l.say(fmt.Sprintf("%s.answers[%d].to", at, j), "to %q leads back", a.To)
			}
		}
		l.problems = append(l.problems, l.kb.LintAnswers(l.file, l.text, at+".answers", q.Answers, ids)...)
	}
}
