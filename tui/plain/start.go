package plain

import (
	"errors"
	"strings"

	"authdoctor/checks/vendors"
	"authdoctor/logparse"
	"authdoctor/tui/say"
)

// start says what was found and asks what to do, until the person stops.
func (t *talk) start() error {
	if t.d.Options.Demo != "" {
		t.say("Example, made-up data: %s.", t.d.Options.Demo)
	}
	if !t.live() {
		t.say("Read-only: %s. Nothing is contacted or checked again: this is what was found at the time.", t.d.Options.ReadOnly)
	}
	t.say("Answer with the number or letter that stands before it, then enter. ? says it again, b goes back, q quits.")
	if err := t.look(); err != nil {
		return err
	}
	if t.d.Options.OpenLog {
		if err := t.prepare(); err != nil {
			t.say("%v", err)
		} else if err := back(t.log()); err != nil {
			return err
		}
	}
	if t.d.Options.SkipStart {
		if err := back(t.begin()); err != nil {
			return err
		}
	} else if err := back(t.resume()); err != nil {
		return err
	}
	for {
		opts := []option{{text: "find out why"}, {text: "read another log"}, {text: "I use Caselle Connect Online"}, {key: "a", text: "add facts"}}
		acts := []func() error{t.findOut, t.otherLog, t.caselle, t.addFacts}
		if !t.live() {
			opts, acts = []option{{text: "see what was found"}}, []func() error{t.begin}
		} else if t.d.Example != nil && len(t.d.Scenarios) > 0 {
			opts, acts = append(opts, option{key: "e", text: "show an example"}), append(acts, t.example)
		}
		if len(t.facts.Logs) > 0 {
			opts, acts = append(opts, option{key: "v", text: "the log"}), append(acts, t.viewLog)
		}
		i, err := t.choose(func() { t.say("What would you like to do?") }, opts...)
		if errors.Is(err, errBack) {
			continue // there is nothing before this
		}
		if err != nil {
			return err
		}
		if err := back(acts[i]()); err != nil {
			return err
		}
	}
}

// back turns a step back into no error: the caller asks again.
func back(err error) error {
	if errors.Is(err, errBack) {
		return nil
	}
	return err
}

// look says what this PC was found to hold.
func (t *talk) look() error {
	f, err := t.d.Find(t.ctx)
	if err != nil {
		t.say("%v", err)
	}
	var have []string
	if len(t.facts.Logs) == 0 && len(f.Logs) > 0 {
		t.facts.Logs = f.Logs
	}
	if t.facts.QWC == "" && len(f.PairingFiles) > 0 {
		t.facts.QWC = f.PairingFiles[0]
	}
	if t.facts.Site == "" {
		t.facts.Site = f.Site
	}
	if t.facts.Service == "" {
		t.facts.Service = f.Service
	}
	if len(t.facts.Logs) > 0 {
		have = append(have, "log file "+t.facts.Logs[0])
	}
	if t.facts.QWC != "" {
		have = append(have, "pairing file "+t.facts.QWC)
	}
	if f.App != "" {
		have = append(have, "application "+f.App)
	}
	if len(have) == 0 {
		have = []string{"no log and no pairing file. a adds them, or go on without"}
	}
	t.say("Found: %s.", strings.Join(have, ", "))
	if len(f.Broken) > 0 {
		t.say("The pairing file: %s", say.Broken(f.Broken))
	}
	if f.Trouble != "" {
		t.say("%s", f.Trouble)
	}
	if !f.LastRun.IsZero() {
		how := "did not come to an end"
		switch f.LastOutcome {
		case logparse.Failed:
			how = "failed, " + say.Stage(f.LastStage)
		case logparse.OK, logparse.NoWork:
			how = "went well"
		}
		t.say("The last run, %s, %s.", t.clock().When(f.LastRun), how)
	}
	if demo := t.d.Options.Demo != ""; t.d.Options.Offline || !t.live() {
		t.say("Nothing is contacted.")
	} else if !demo || len(f.Contacts) > 0 {
		t.say("A check will contact %s.", say.Contacts(f.Contacts, !demo))
	}
	return t.ctx.Err()
}

// findOut asks for the shop's address, then checks.
func (t *talk) findOut() error {
	if t.facts.Site == "" && !t.d.Options.Offline {
		v, err := t.address("Shop address, as in the browser, or enter for none:")
		if err != nil {
			return err
		}
		t.facts.Site = v
	}
	return t.begin()
}

// begin reads what the facts name, then checks.
func (t *talk) begin() error {
	if err := t.prepare(); err != nil {
		t.say("%v", err)
		return nil
	}
	if v := t.env.Case.Vendor; t.asksOnly() && len(t.facts.Answers) == 0 {
		return t.questions(v)
	}
	t.check()
	return t.causes()
}

func (t *talk) viewLog() error {
	if err := t.prepare(); err != nil {
		t.say("%v", err)
		return nil
	}
	return t.log()
}

// caselle asks Caselle's questions.
func (t *talk) caselle() error {
	t.facts.Vendor = "caselle"
	if err := t.prepare(); err != nil {
		t.say("%v", err)
		return nil
	}
	return t.questions(t.env.Case.Vendor)
}

// questions asks the vendor's questions; an answer that names a cause leads to its fix.
func (t *talk) questions(v *vendors.Vendor) error {
	if v.QuestionsFirst {
		t.say("%s. Nothing is contacted or tested for this: your answers are all there is.", v.Name)
	}
	answers := map[string]string{}
	var given []string
	for {
		w, err := v.Walk(answers)
		if err != nil {
			return err
		}
		switch {
		case w.Cause != "":
			t.facts.Answers, t.facts.Vendor = answers, v.ID
			if err := t.prepare(); err != nil {
				t.say("%v", err)
				return nil
			}
			t.check()
			return t.causes()
		case w.Open == nil:
			if w.End != "" {
				t.say("%s", w.End)
			}
			return nil
		}
		var opts []option
		for _, a := range w.Open.Answers {
			opts = append(opts, option{text: a.Text})
		}
		i, err := t.choose(func() { t.say("%s", w.Open.Text) }, opts...)
		if errors.Is(err, errBack) && len(given) > 0 {
			delete(answers, given[len(given)-1])
			given = given[:len(given)-1]
			continue
		}
		if err != nil {
			return err
		}
		answers[w.Open.ID] = w.Open.Answers[i].Value
		given = append(given, w.Open.ID)
	}
}

// example runs a built-in example in its own world.
func (t *talk) example() error {
	var opts []option
	for _, s := range t.d.Scenarios {
		opts = append(opts, option{text: s.Title})
	}
	i, err := t.choose(func() { t.say("Each is a made-up broken installation. Nothing of this PC is read or changed.") }, opts...)
	if err != nil {
		return err
	}
	ex, err := t.d.Example(t.ctx, t.d.Scenarios[i].ID)
	if err != nil {
		t.say("The example could not be started: %v", err)
		return nil
	}
	defer ex.Close()
	inner := &talk{ctx: t.ctx, d: &ex.Deps, in: t.in, w: t.w, facts: ex.Deps.Start}
	inner.say("Example, made-up data: %s.", t.d.Scenarios[i].Title)
	if err := inner.look(); err != nil {
		return err
	}
	return inner.begin()
}
