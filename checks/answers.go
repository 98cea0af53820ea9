package checks

import (
	"context"

	"authdoctor/checks/cause"
	"authdoctor/checks/vendors"
)

// How the reasons begin for which the questions were not asked; see Unasked.
const (
	noQuestions = "There are no guided questions for "
	notAsked    = "Not asked."
)

var answersCheck = Check{
	ID:   "answers",
	Asks: "The answers name no cause",
	Run:  runAnswers,
}

func runAnswers(_ context.Context, env *Env) Outcome {
	w, err := env.Case.Vendor.Walk(env.Case.Answers)
	return judgeAnswers(env.Case.Vendor, w, err, env.KB)
}

// judgeAnswers decides from how far the answers lead.
func judgeAnswers(v *vendors.Vendor, w vendors.Walked, err error, kb *cause.Base) Outcome {
	switch {
	case err != nil:
		return Outcome{State: Broken, Why: clean(err.Error())}
	case len(v.Questions) == 0:
		return Outcome{State: Skipped, Why: noQuestions + v.Name + "."}
	case w.Open != nil && len(w.Given) == 0 && !v.QuestionsFirst:
		return Outcome{State: Skipped, Why: notAsked + " Answer the first question with --answer " + w.Open.ID + "=VALUE: " + w.Open.Text}
	case w.Open != nil:
		return Outcome{State: Unknown, Why: "A question is open: " + w.Open.Text + " Answer it with --answer " + w.Open.ID + "=VALUE."}
	}
	var given []Evidence
	for _, g := range w.Given {
		given = append(given, Evidence{Source: FromPerson, Text: clean(g.Question.Text + " " + g.Answer.Text), Quote: clean(g.Answer.Text), Where: g.Question.ID})
	}
	if w.Cause == "" {
		return Outcome{State: Passed, Why: clean(w.End)}
	}
	f := Finding{Cause: w.Cause, Strength: cause.Likely, Evidence: given}
	title := string(w.Cause)
	if kb != nil {
		if c := kb.Get(w.Cause); c != nil {
			f.Subject, title = c.Subject, c.Title
		}
	}
	return Outcome{State: Failed, Why: "The answers say: " + title + ".", Findings: []Finding{f}}
}

// openQuestions is what a person could still answer. Where questions are not the diagnosis itself they are asked only for a
// failure whose cause is not settled: they would take a person's time for nothing.
func openQuestions(c *Case, found []Verdict) []vendors.Question {
	if c.Vendor == nil {
		return nil
	}
	settled := len(found) == 0 || found[0].Strength == cause.Proven && found[0].Cause != cause.Unknown || found[0].Cause == cause.NoWork
	if settled && !c.Vendor.QuestionsFirst && len(c.Answers) == 0 {
		return nil
	}
	w, err := c.Vendor.Walk(c.Answers)
	if err != nil || w.Open == nil {
		return nil
	}
	return []vendors.Question{*w.Open}
}
