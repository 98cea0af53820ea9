package plain

import (
	"time"

	"authdoctor/checks"
	"authdoctor/checks/redact"
)

// canLogin says whether a real log-in would tell more.
func (t *talk) canLogin() bool {
	c := t.env.Case
	if c.Login || c.Offline || c.Service == "" || !t.live() {
		return false
	}
	for _, d := range t.result.Checks {
		if d.ID == "credentials" {
			return d.State == checks.Passed || d.State == checks.Warned
		}
	}
	return false
}

// login makes one real log-in after a yes.
func (t *talk) login() error {
	i, err := t.choose(func() {
		t.say("A real log-in shows whether user name and password are right. It is not free of effects: some services put off the next run by some minutes, take a job, or start to fetch the shop's orders. It is sent once, to the service only, and closed at once.")
		if l := t.env.Log; l != nil && len(l.Apps) > 0 && l.Apps[0].Newest != nil && t.d.Now().Sub(l.Apps[0].Newest.Start) < 10*time.Minute {
			t.say("The log shows a run %s: a log-in now may get in the way of the next one.", t.clock().When(l.Apps[0].Newest.Start))
		}
	}, option{text: "no, leave it out"}, option{text: "yes, log in once"})
	if err != nil || i == 0 {
		return err
	}
	user, err := t.ask("User name, as the Web Connector shows it:")
	if err != nil {
		return err
	}
	pass, err := t.password()
	if err != nil || pass == "" {
		return err
	}
	f := t.facts
	f.User, f.Login, f.Password = user, true, pass
	env, err := t.d.Prepare(t.ctx, f)
	if err != nil {
		t.say("%v", err)
		return nil
	}
	t.facts.User, t.env = user, env
	t.check()
	return nil
}

// password asks for the password of the one log-in; empty leaves it out. Where the terminal can hide what is typed, it does.
func (t *talk) password() (redact.Secret, error) {
	if t.d.Secret == nil {
		pass, err := t.ask("Password. It can be seen while you type, and is not kept. Enter alone leaves it out:")
		return redact.Secret(pass), err
	}
	t.say("Password. It is not shown while you type, and not kept. Enter alone leaves it out:")
	pass, err := t.d.Secret(t.ctx)
	if t.ctx.Err() != nil {
		return "", errStop
	}
	if err != nil {
		t.say("The password could not be read: %v", err)
		return "", nil
	}
	return pass, nil
}
