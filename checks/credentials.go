package checks

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"time"

	"authdoctor/checks/cause"
	"authdoctor/checks/lazyregexp"
	"authdoctor/checks/probe"
	"authdoctor/checks/redact"
	"authdoctor/checks/webconnector"
	"authdoctor/logparse"
)

const (
	loginTime  = 125 * time.Second // for a real login: services may fetch orders for two minutes (Connex)
	closeTime  = 5 * time.Second   // for closeConnection and getLastError
	awaitOpen  = 5 * time.Second   // after an interrupt, for a login that is under way: it may open a session
	probeWord  = redact.Secret("authdoctor-probe-no-password")
	whyNoLogin = "--login needs the user name of the connection: --user NAME."
	whyPlain   = "No login was sent, because the service's address is plain http: anyone on the way could read it. Give the https address."
)

var credentialsCheck = Check{
	ID:      "credentials",
	Asks:    "The service handles a log-in",
	Needs:   []string{"service"},
	Timeout: loginTime + 2*closeTime,
	Grace:   awaitOpen + closeTime,
	Waits:   "the answer to the login; a real one may take two minutes",
	Run:     runCredentials,
}

func runCredentials(ctx context.Context, env *Env) Outcome {
	address, _ := env.ServiceAddress()
	real := env.Case.Login
	user, pass := webconnector.ImpossibleUser, probeWord
	if real {
		user, pass = userOf(env), env.Case.Password
	}
	switch {
	case address == "":
		return Outcome{State: Skipped, Why: whyNoService}
	case env.Case.Offline:
		return Outcome{State: Skipped, Why: whyOffline, Address: plainAddress(address)}
	case !safeForLogin(address):
		return Outcome{State: Skipped, Why: whyPlain, Address: plainAddress(address)}
	case user == "":
		return Outcome{State: Skipped, Why: whyNoLogin, Address: plainAddress(address)}
	}
	a := authenticate(ctx, env, address, user, pass)
	a.real, a.typed, a.kb, a.vendor = real, real && pass != "", env.KB, env.Case.Vendor.ID
	out := a.judge()
	out.Address = plainAddress(address)
	return out
}

// userOf is the user name of the connection: as given, the pairing file's, else the log's newest.
func userOf(env *Env) string {
	if env.Case.User != "" {
		return env.Case.User
	}
	if q := env.Case.QWC; q != nil && q.UserName != "" {
		return q.UserName
	}
	if env.Log != nil {
		for _, a := range env.Log.Apps {
			if a.User != "" {
				return a.User
			}
		}
	}
	return ""
}

// safeForLogin says whether a login may be sent to an address: over https, or without leaving this computer.
func safeForLogin(address string) bool {
	u, err := url.Parse(strings.TrimSpace(address))
	return err == nil && (strings.EqualFold(u.Scheme, "https") || probe.Loopback(u.Hostname()))
}

// attempt is one login with all that followed from it.
type attempt struct {
	reply, last, closed *webconnector.Reply // last: of getLastError; closed: of closeConnection; nil: not called
	real                bool
	typed               bool // a password was given for it just now, so a wrong one cannot be ruled out
	kb                  *cause.Base
	vendor              string
}

// authenticate logs in once. An interrupt waits a little for a login under way, because it may open a session; each session that
// was opened is closed, also after an interrupt.
func authenticate(ctx context.Context, env *Env, address, user string, pass redact.Secret) attempt {
	wait := env.Case.answerTime()
	if env.Case.Login && env.Case.Timeout == 0 {
		wait = loginTime
	}
	client := webconnector.New(env.Net, address, wait)
	if q := env.Case.QWC; q != nil {
		client.Style(q.Style)
	}
	lasting, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	stop := context.AfterFunc(ctx, func() {
		select {
		case <-lasting.Done():
		case <-time.After(awaitOpen):
			cancel()
		}
	})
	a := attempt{reply: client.Authenticate(lasting, user, pass)}
	stop()
	l := a.reply.Login()
	after, done := context.WithTimeout(context.WithoutCancel(ctx), min(closeTime, env.Case.answerTime()))
	defer done()
	switch {
	case l.Open():
		a.closed = client.CloseConnection(after, l.Ticket)
	case l.State == webconnector.Silent && ctx.Err() == nil:
		a.last = client.GetLastError(after, l.Ticket)
	}
	return a
}

// judge decides from the answer to the login.
func (a *attempt) judge() Outcome {
	out := Outcome{Exchanges: []*probe.Exchange{a.reply.Exchange}}
	for _, r := range []*webconnector.Reply{a.last, a.closed} {
		if r != nil {
			out.Exchanges = append(out.Exchanges, r.Exchange)
		}
	}
	l := a.reply.Login()
	if a.reply.Kind != webconnector.Result || a.reply.Choke != "" || l.State == webconnector.Unreadable {
		f, why, ok := judgeReply(a.reply, a.kb, a.vendor, logparse.StageAuthenticate)
		out.Why = why
		if ok {
			out.State, out.Findings = Failed, []Finding{f}
			if !a.real && f.Cause == serviceTimeout {
				out.Findings[0].Stage = logparse.StageUnknown // an impossible user has no orders to fetch
			}
		}
		if a.reply.Guessed && a.real { // what the service says of the log-in holds, whoever can read it
			said := Outcome{}
			a.judgeReal(&said, l)
			if said.State == Failed {
				out.Findings, out.Why = append(out.Findings, said.Findings...), said.Why+" "+out.Why
			}
		}
	} else if a.real {
		a.judgeReal(&out, l)
	} else {
		a.judgeProbe(&out, l)
	}
	if a.real && a.mayBeOpen() {
		out.Why += " Whether the log-in opened a session there cannot be told; if it did, the next run may be told that the service is busy."
	}
	if a.closed != nil && (a.closed.Kind != webconnector.Result) {
		if out.State == Passed {
			out.State = Warned
		}
		out.Why += " The session that it opened could not be closed: the next run may be told that the service is busy."
	}
	return out
}

// mayBeOpen says whether the service may have opened a session whose ticket nobody could read: the log-in was sent, and its answer did
// not come whole.
func (a *attempt) mayBeOpen() bool {
	f := a.reply.Exchange.Failure
	switch a.reply.Kind {
	case webconnector.NoAnswer:
		return f != nil && f.Phase >= probe.PhaseWait && (f.Kind == probe.AnswerTimeout || f.Kind == probe.Closed)
	case webconnector.Text:
		return a.reply.Status < 300 && a.reply.Fault == ""
	}
	return false
}

// judgeProbe judges the answer to the impossible user, whose refusal proves the whole road.
func (a *attempt) judgeProbe(out *Outcome, l webconnector.Login) {
	switch l.State {
	case webconnector.BadUser, webconnector.Silent:
		out.State, out.Why = Passed, "The service refused a user that cannot exist, as it should, so the road to its login is good. Whether the real user name and password are right was not tried; --login tries them."
	case webconnector.Busy:
		out.State, out.Why = Warned, "The service says that it is busy, so the road to its login is good; more it does not tell now."
	case webconnector.NoWork:
		out.State, out.Why = Warned, "The service told a user that cannot exist that there is nothing to do, so it does not look at the user name first."
	default:
		out.State, out.Why = Warned, "The service let in a user that cannot exist, so it does not check its users. The session was closed again."
	}
}

// refusedWords are what getLastError says after a refusal in silence, where it says anything about the user.
var refusedWords = lazyregexp.New(`(?i)(invalid|wrong|unknown|incorrect|bad|not (a )?valid|not found).{0,40}(user|password|login|credential)|(user|password|login|credential).{0,40}(invalid|wrong|unknown|incorrect|not (a )?valid|not found)`)

// judgeReal judges the answer to a real login.
func (a *attempt) judgeReal(out *Outcome, l webconnector.Login) {
	ex := a.reply.Exchange
	refused := serviceFinding(ex, badCredentials, said(ex, "authenticate answered", "nvu"))
	refused.Stage, refused.Beside = logparse.StageAuthenticate, a.typed
	out.RealLogin = true
	switch l.State {
	case webconnector.BadUser:
		out.State, out.Why, out.Findings = Failed, "The service does not know this user name and password.", []Finding{refused}
	case webconnector.Silent:
		a.judgeSilent(out, refused)
	case webconnector.Busy:
		f := serviceFinding(ex, serviceBusy, said(ex, "authenticate answered", "busy"))
		f.Stage = logparse.StageAuthenticate
		out.State, out.Why, out.Findings = Failed, "The service says that it is busy.", []Finding{f}
	case webconnector.NoWork:
		f := serviceFinding(ex, cause.NoWork, said(ex, "authenticate answered", "none"))
		out.State, out.Why, out.Findings = Passed, "The login works; there is nothing to exchange now.", []Finding{f}
		if l.Throttled {
			out.State, out.RealLogin = Unknown, false
			out.Why = "The service says that there is nothing to do before it looks at the password, because the last run is only minutes ago. Try again in ten minutes."
		}
	default:
		out.State, out.Why = Passed, "The login works."
		if l.Delay > 0 {
			f := serviceFinding(ex, serviceBusy, seen(ex, fmt.Sprintf("authenticate asked to wait for %s before the next try, which puts the run off", waitOf(l.Delay))))
			f.Stage = logparse.StageAuthenticate
			out.State, out.Why, out.Findings = Warned, "The login works, and the service postpones the next run.", []Finding{f}
		}
	}
}

// judgeSilent judges a refusal without a word; getLastError may have told more.
func (a *attempt) judgeSilent(out *Outcome, f Finding) {
	f.Strength = cause.Likely
	f.Evidence = []Evidence{seen(a.reply.Exchange, "authenticate answered with two empty strings, a refusal without a word")}
	out.State, out.Why = Failed, "The service refused the login and gave no reason."
	if a.last != nil && len(a.last.Values) > 0 && strings.TrimSpace(a.last.Values[0]) != "" {
		words := a.last.Values[0]
		f.Evidence = append(f.Evidence, said(a.last.Exchange, "getLastError answered", words))
		out.Why = "The service refused the login: " + clean(words)
		if refusedWords.MatchString(words) {
			f.Strength = cause.Proven
		} else if a.kb != nil {
			if m := a.kb.Match(cause.Symptom{Stage: "authenticate", Message: words, Seconds: -1, Vendor: a.vendor, URL: a.last.Exchange.URL}); len(m) > 0 && m[0].Strength >= cause.Likely {
				f.Cause = m[0].Cause
				f.Strength = cause.Likely
			}
		}
	}
	out.Findings = []Finding{f}
}

// waitOf words a number of seconds that a service asks to wait.
func waitOf(seconds float64) string {
	if seconds < 100 {
		return count(int(seconds+0.5), "second", "seconds")
	}
	return lapse(time.Duration(seconds * float64(time.Second)))
}
