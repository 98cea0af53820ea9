package cause

import (
	"fmt"
	"slices"
	"strings"
)

// LintRemedies checks remedies that stand in another file, such as a vendor's: text is that file's content, at the YAML path of
// the mapping that holds the list "remedies" or, for a list itself, of the list ("$.remedies.http-not-found").
func (b *Base) LintRemedies(file string, text []byte, at string, remedies []Remedy, checkIDs []string) []Problem {
	l := &linter{base: b, checks: checkIDs, file: file, text: text}
	for i, r := range remedies {
		l.remedy(fmt.Sprintf("%s[%d]", at, i), r)
	}
	return l.problems
}

// LintAnswers checks the answers of a question: each has a value and a text and leads to exactly one thing that there is.
// The targets are the ids of the steps or questions that an answer may name.
func (b *Base) LintAnswers(file string, text []byte, at string, answers []Answer, targets []string) []Problem {
	l := &linter{base: b, file: file, text: text}
	l.answers(at, answers, targets)
	return l.problems
}

// remedies checks the remedies of a cause's file, below a YAML path.
func (l *linter) remedies(at string, remedies []Remedy) {
	for i, r := range remedies {
		l.remedy(fmt.Sprintf("%s.remedies[%d]", at, i), r)
	}
}

func (l *linter) remedy(at string, r Remedy) {
	if r.Who != EndUser && r.Who != Tech && r.Who != Vendor {
		l.say(at+".who", "who %q is none of %s, %s, %s", r.Who, EndUser, Tech, Vendor)
	}
	if !slices.Contains(subjects, r.Subject) {
		l.say(at+".subject", "subject %q is none of %v", r.Subject, subjects[1:])
	}
	if r.Minutes < 0 || r.Minutes > 24*60 {
		l.say(at+".minutes", "minutes %d: want 1 to a day, or leave it out", r.Minutes)
	}
	if len(r.Steps) == 0 {
		l.say(at, "a remedy has steps")
	}
	for i, id := range r.Recheck {
		l.check(fmt.Sprintf("%s.recheck[%d]", at, i), id)
	}
	var ids []string
	for _, s := range r.Steps {
		ids = append(ids, s.ID)
	}
	for i, s := range r.Steps {
		l.step(fmt.Sprintf("%s.steps[%d]", at, i), s, ids)
	}
}

// hesitant are the beginnings of a sentence that is no order.
var hesitant = []string{"you ", "try to ", "maybe ", "perhaps ", "it ", "the ", "there ", "if possible"}

func (l *linter) step(at string, s Step, ids []string) {
	if !validID.MatchString(s.ID) {
		l.say(at+".id", "step id %q: want lower-case words joined by hyphens", s.ID)
	} else if n := len(slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return id != s.ID })); n > 1 {
		l.say(at+".id", "step id %q stands %d times in one remedy", s.ID, n)
	}
	if s.Where == "" {
		l.say(at+".where", "where is missing")
	}
	l.words(at+".do", s.Do)
	if len(s.Ask) > 0 {
		if !strings.HasSuffix(s.Do, "?") {
			l.say(at+".do", "a question ends with a question mark: %q", s.Do)
		}
		l.answers(at+".ask", s.Ask, ids)
		return
	}
	if strings.HasSuffix(s.Do, "?") {
		l.say(at+".do", "a question has answers: %q", s.Do)
	}
	for _, h := range hesitant {
		if strings.HasPrefix(strings.ToLower(s.Do), h) {
			l.say(at+".do", "a step is an order, so it begins with what to do: %q", s.Do)
		}
	}
	l.words(at+".expect", s.Expect)
	if s.Else != "" {
		l.words(at+".else", s.Else)
	}
}

func (l *linter) answers(at string, answers []Answer, targets []string) {
	if len(answers) < 2 {
		l.say(at, "a question has at least two answers")
	}
	seen := map[string]bool{}
	for i, a := range answers {
		at := fmt.Sprintf("%s[%d]", at, i)
		if !validID.MatchString(a.Value) || seen[a.Value] {
			l.say(at+".value", "value %q: want lower-case words joined by hyphens, once a question", a.Value)
		}
		seen[a.Value] = true
		l.words(at+".text", a.Text)
		leads := 0
		for _, given := range []bool{a.To != "", a.Cause != "", a.End != ""} {
			if given {
				leads++
			}
		}
		switch {
		case leads != 1:
			l.say(at, "an answer leads to exactly one of to, cause and end")
		case a.To != "" && !slices.Contains(targets, a.To):
			l.say(at+".to", "to %q leads nowhere; there are %s", a.To, strings.Join(targets, ", "))
		case a.Cause != "" && l.base.byID[a.Cause] == nil:
			l.say(at+".cause", "cause %q has no file", a.Cause)
		}
	}
}
