package vendors

import (
	"fmt"
	"slices"
	"strings"

	"authdoctor/checks/cause"
)

// Given is one question that was answered.
type Given struct {
	Question Question
	Answer   cause.Answer
}

// Walked is how far a set of answers leads. Exactly one of Open, Cause and End is set where the vendor has questions, none
// where it has not.
type Walked struct {
	Open  *Question // the question that is to be asked next
	Cause cause.ID  // the cause that the answers name
	End   string    // the last words, where they name none
	Given []Given   // the answers on the way, in order
}

// Walk follows the vendor's questions from the first one by the given answers, from question id to answer value. Answers to
// questions that do not come up on the way are passed over; a question or value that the vendor does not have is an error
// that names those it has.
func (v *Vendor) Walk(answers map[string]string) (Walked, error) {
	var w Walked
	if err := v.known(answers); err != nil {
		return w, err
	}
	if len(v.Questions) == 0 {
		return w, nil
	}
	q := &v.Questions[0]
	for range v.Questions { // no way is longer than that without going in a circle
		value, given := answers[q.ID]
		if !given {
			w.Open = q
			return w, nil
		}
		a := q.answer(value)
		w.Given = append(w.Given, Given{*q, *a})
		if a.To == "" {
			w.Cause, w.End = a.Cause, a.End
			return w, nil
		}
		next := v.question(a.To)
		if next == nil {
			return w, fmt.Errorf("vendor %s: answer %s=%s leads to %q, which is no question", v.ID, q.ID, a.Value, a.To)
		}
		q = next
	}
	return w, fmt.Errorf("vendor %s: its questions go in a circle at %q", v.ID, q.ID)
}

// known returns an error where an answer names a question or a value that the vendor does not have. With several, the first
// question by name is named, so that the same input always gives the same words.
func (v *Vendor) known(answers map[string]string) error {
	ids := make([]string, 0, len(answers))
	for id := range answers {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		q := v.question(id)
		if q == nil {
			if len(v.Questions) == 0 {
				return fmt.Errorf("unknown question %q: %s has no questions", id, v.Name)
			}
			return fmt.Errorf("unknown question %q: %s asks %s", id, v.Name, strings.Join(v.questionIDs(), ", "))
		}
		if q.answer(answers[id]) == nil {
			return fmt.Errorf("unknown answer %q to %q: it takes %s", answers[id], id, strings.Join(q.Values(), ", "))
		}
	}
	return nil
}

func (v *Vendor) question(id string) *Question {
	for i := range v.Questions {
		if v.Questions[i].ID == id {
			return &v.Questions[i]
		}
	}
	return nil
}

func (v *Vendor) questionIDs() []string {
	ids := make([]string, 0, len(v.Questions))
	for _, q := range v.Questions {
		ids = append(ids, q.ID)
	}
	return ids
}

// Values are the values that the question takes, in the order of its answers.
func (q *Question) Values() []string {
	values := make([]string, 0, len(q.Answers))
	for _, a := range q.Answers {
		values = append(values, a.Value)
	}
	return values
}

func (q *Question) answer(value string) *cause.Answer {
	for i := range q.Answers {
		if q.Answers[i].Value == value {
			return &q.Answers[i]
		}
	}
	return nil
}
