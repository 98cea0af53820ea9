package plain

import (
	"errors"
	"strconv"
	"strings"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/fix"
	"authdoctor/checks/redact"
	"authdoctor/checks/vendors"
	"authdoctor/tui/say"
)

// fixOnly is the command fix: one remedy, for a named cause or for the first one that is found.
func (t *talk) fixOnly(id cause.ID) error {
	if err := t.prepare(); err != nil {
		return err
	}
	if id != "" {
		t.result = &checks.Result{}
		if c := t.env.KB.Get(id); c == nil || !c.Warning { // what is only warned of is no verdict
			t.result.Verdicts = []checks.Verdict{{Cause: id}}
		}
		return t.fix(id, "")
	}
	if v := t.env.Case.Vendor; t.asksOnly() && len(t.facts.Answers) == 0 {
		return t.questions(v)
	}
	t.check()
	t.found()
	first := t.first()
	if first == nil {
		return nil
	}
	return t.fix(first.Cause, first.Subject)
}

// resume offers to go on with a fix that was left half-way.
func (t *talk) resume() error {
	if t.d.Store == nil {
		return nil
	}
	st, kept, err := t.d.Store.Load()
	if err != nil {
		t.say("%v", err)
	}
	if err != nil || !kept {
		return nil
	}
	i, err := t.choose(func() {
		t.say("You left a fix half-way: %s. Step %d of %d comes next: %s", st.Title, st.Number, st.Of, st.Order)
	}, option{text: "go on with it"}, option{text: "leave it for now"}, option{text: "forget it"})
	if err != nil || i == 1 {
		return err
	}
	if i == 2 {
		return t.d.Store.Clear()
	}
	if st.Vendor != "" {
		t.facts.Vendor = st.Vendor
	}
	if err := t.prepare(); err != nil {
		t.say("%v", err)
		return nil
	}
	for _, r := range vendors.Remedies(t.env.KB, t.env.Case.Vendor, st.Cause, st.Subject) {
		if p := t.plan(st.Cause, st.Subject, r); st.Fits(p) {
			return t.walk(fix.Resume(p, st))
		}
	}
	t.say("The steps of this fix have changed since. Find out why, and start again.")
	return nil
}

func (t *talk) plan(id cause.ID, subject cause.Subject, r cause.Remedy) fix.Plan {
	v := t.env.Case.Vendor
	return fix.Plan{Cause: id, Subject: subject, Vendor: v.ID, Title: say.Title(t.env.KB, id), Remedy: r, Ask: say.Whom(v)}
}

// fix asks who will do it, where there is a choice, and walks through the steps.
func (t *talk) fix(id cause.ID, subject cause.Subject) error {
	rs := vendors.Remedies(t.env.KB, t.env.Case.Vendor, id, subject)
	if t.d.CanCorrect(t.env, id) {
		if err := t.correct(); err != nil {
			return err
		}
	}
	if len(rs) == 0 {
		t.say("No steps are known for this. %s", say.Whom(t.env.Case.Vendor))
		return nil
	}
	if w, err := t.leftAt(id, subject, rs); w != nil || err != nil {
		if err != nil {
			return err
		}
		return t.walk(w)
	}
	r, err := t.way(id, rs)
	if err != nil {
		return err
	}
	return t.walk(fix.NewWalk(t.plan(id, subject, r)))
}

// leftAt offers to go on with a walk against this cause that was left half-way; nil where there is none, or it begins anew.
func (t *talk) leftAt(id cause.ID, subject cause.Subject, rs []cause.Remedy) (*fix.Walk, error) {
	if t.d.Store == nil {
		return nil, nil
	}
	st, kept, err := t.d.Store.Load()
	if err != nil || !kept || st.Phase != fix.Walking || len(st.Answers) == 0 {
		return nil, nil // what is wrong with the store was said at the start
	}
	for _, r := range rs {
		p := t.plan(id, subject, r)
		if !st.Fits(p) {
			continue
		}
		i, err := t.choose(func() { t.say("You left this fix half-way, %s.", t.clock().When(st.Saved)) },
			option{text: "go on with step " + strconv.Itoa(max(1, st.Number))}, option{text: "begin anew"})
		if err != nil || i == 1 {
			return nil, err
		}
		return fix.Resume(p, st), nil
	}
	return nil, nil
}

// correct offers to write a corrected copy of the pairing file, which the steps then put to use.
func (t *talk) correct() error {
	i, err := t.choose(func() {
		t.say("A corrected copy of the pairing file can be written. Your own file stays as it is.")
	}, option{text: "write it"}, option{text: "go on without"})
	if err != nil || i == 1 {
		return err
	}
	path, changes, err := t.d.Correct(t.env)
	if err != nil {
		t.say("No copy was written: %v", err)
		return nil
	}
	t.say("Written: %s", path)
	for _, c := range changes {
		t.say("Changed: %s", c)
	}
	t.say("The Web Connector does not know the copy yet: where the steps speak of a new pairing file, take this one.")
	return nil
}

// way asks who will do it, and where one person has several ways, offers the first of them.
func (t *talk) way(id cause.ID, rs []cause.Remedy) (cause.Remedy, error) {
	if len(rs) == 1 {
		return rs[0], nil
	}
	first, others := say.Ways(rs)
	var opts []option
	for _, r := range first {
		opts = append(opts, option{text: say.Who(r.Who) + ": " + say.Size(r)})
	}
	if len(others) > 0 {
		opts = append(opts, option{key: "o", text: say.Plural(len(others), "other way")})
	}
	for {
		i, err := t.choose(func() { t.say("%s. Who will do it?", strings.TrimRight(say.Title(t.env.KB, id), ".")) }, opts...)
		if err != nil {
			return cause.Remedy{}, err
		}
		if i < len(first) {
			return first[i], nil
		}
		var more []option
		for _, r := range others {
			more = append(more, option{text: say.Who(r.Who) + ": " + say.Size(r) + say.Beginning(r)})
		}
		i, err = t.choose(func() { t.say("Other ways, if the first does not fit:") }, more...)
		if errors.Is(err, errBack) {
			continue
		}
		if err != nil {
			return cause.Remedy{}, err
		}
		return others[i], nil
	}
}

// walk goes through the steps until the walk ends.
func (t *talk) walk(w *fix.Walk) error {
	before := t.tried
	t.say("%s. At each: the number of what you see, ? says it again, b back, c copy, q stop.", say.Plural(len(w.Plan().Remedy.Steps), "step"))
	for {
		t.tried = append(before[:len(before):len(before)], w.Tried()...)
		t.keep(w)
		switch m := w.Last(); w.Phase() {
		case fix.Walking:
			if err := t.step(w); err != nil {
				if errors.Is(err, errStop) && t.d.Store != nil {
					t.say("Stopped. Your place is kept.")
				}
				return err
			}
			continue
		case fix.Switched:
			t.say("So it is something else: %s.", say.Title(t.env.KB, m.Cause))
			return t.fix(m.Cause, m.Subject)
		case fix.Stopped:
			t.say("%s", m.Text)
			return errBack
		case fix.Recheck, fix.CannotTell:
			return t.recheck(w)
		default:
			t.say("%s", m.Text)
			return nil
		}
	}
}

// keep notes the place in the fix.
func (t *talk) keep(w *fix.Walk) {
	if t.d.Store == nil {
		return
	}
	if err := t.d.Store.Save(w.State()); err != nil {
		t.say("The place in the fix could not be kept: %v", err)
	}
}

// step says one order or question and takes its answer.
func (t *talk) step(w *fix.Walk) error {
	s := w.Step()
	n, of := w.Number()
	var opts []option
	var values []string
	for _, c := range w.Answers() {
		if c.Value == fix.GoBack || c.Value == fix.Stop { // b and q
			continue
		}
		opts, values = append(opts, option{text: c.Text}), append(values, c.Value)
	}
	opts = append(opts, option{key: "c", text: "copy"})
	if s.Open != "" {
		opts = append(opts, option{key: "o", text: "open " + s.Open})
	}
	i, err := t.choose(func() {
		where := ""
		if s.Where != "" {
			where = " (" + s.Where + ")"
		}
		t.say("Step %d of %d%s: %s", n, of, where, s.Do)
		if text := strings.TrimSpace(s.Copy); strings.Contains(text, "\n") {
			t.say("The text for it:")
			t.lines(text)
		} else if text != "" {
			t.say("The text for it: %s", text)
		}
		if s.Expect != "" {
			t.say("You should see: %s", s.Expect)
		}
		if a := w.Advice(); a != "" {
			t.say("Then: %s", a)
		}
	}, opts...)
	switch {
	case errors.Is(err, errBack):
		if w.Back() {
			return nil
		}
		return err
	case err != nil:
		return err
	case i < len(values):
		if m := w.Answer(values[i], t.d.Now()); m.Refused != "" {
			t.say("%s", m.Refused)
		}
	case opts[i].key == "c":
		text := s.Copy
		if text == "" {
			text = strings.TrimSpace(s.Where + ": " + s.Do + "\n" + s.Expect)
		}
		t.handed("it", redact.Clean(text)) // as it is shipped: nothing of the case stands in it
	default:
		if err := t.d.Open(s.Open); err != nil {
			t.say("It can't be opened from here. Go to %s", s.Open)
		}
	}
	return nil
}

func stateWord(s checks.State) string {
	switch s {
	case checks.Passed:
		return "ok"
	case checks.Warned:
		return "warning"
	case checks.Failed:
		return "problem"
	case checks.Skipped:
		return "skipped"
	}
	return "not known"
}
