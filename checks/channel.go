package checks

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"authdoctor/checks/cause"
	"authdoctor/checks/channel"
	"authdoctor/checks/probe"
	"authdoctor/checks/redact"
)

const channelCredentials cause.ID = "channel-credentials"

// Reasons for a skip of this check.
const (
	whyNoChannel     = "No key of the selling channel was given. To try one, start with --channel NAME --channel-url SHOP."
	whyPlainChannel  = "The key was not sent, because the shop's address is plain http: anyone on the way could read it. Give the https address with --channel-url."
	whyNoChannelSite = "The shop's address at %s is not known. Give it with --channel-url. %s"
	whyNoSecret      = "The %s was not given. Start in a terminal, where it is asked for and not shown, or set AUTHDOCTOR_CHANNEL_SECRET."
)

var channelCheck = Check{
	ID:    "channel",
	Asks:  "The selling channel takes the key",
	Waits: "the answer of the selling channel",
	Run:   runChannel,
}

// runChannel asks the channel one harmless question with the key: once, at the channel's own address only, and behind no redirect.
func runChannel(ctx context.Context, env *Env) Outcome {
	access, skip := env.channelAccess()
	if access == nil {
		return skip
	}
	ex := env.Net.Do(ctx, access.Request(env.Case.answerTime()))
	reading := access.Read(ex)
	secrets := access.Secrets()
	reading.Quote = redact.Without(reading.Quote, secrets...)
	return judgeChannel(access, withoutSecrets(ex, secrets), reading)
}

// channelAccess is the way into the case's channel; nil where it cannot or must not be asked, with why.
func (e *Env) channelAccess() (*channel.Access, Outcome) {
	c := e.Case
	skipped := func(why string) (*channel.Access, Outcome) { return nil, Outcome{State: Skipped, Why: why} }
	if c.Channel == "" {
		return skipped(whyNoChannel)
	}
	ch := channel.ByID(c.Channel)
	if ch == nil {
		return skipped(fmt.Sprintf("There is no selling channel “%s” here; there are %s.", clean(c.Channel), strings.Join(channel.IDs(), ", ")))
	}
	access, err := ch.Access(c.ChannelURL, c.Site, c.ChannelUser, c.ChannelSecret)
	switch {
	case c.Offline:
		return skipped(whyOffline)
	case errors.Is(err, channel.ErrNoAddress):
		return skipped(fmt.Sprintf(whyNoChannelSite, ch.Name, ch.Example()))
	case err != nil:
		return skipped(sentenceOf(err) + " " + ch.Find)
	case c.ChannelSecret == "":
		return skipped(fmt.Sprintf(whyNoSecret, ch.SecretName(c.ChannelUser)))
	case !safeForLogin(access.Base):
		return nil, Outcome{State: Skipped, Why: whyPlainChannel, Address: plainAddress(access.Base)}
	}
	return access, Outcome{}
}

// sentenceOf makes an error's text a sentence for a person.
func sentenceOf(err error) string {
	s := clean(err.Error())
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + strings.TrimSuffix(s[1:], ".") + "."
}

// keptHeaders are what is kept of an answer's headers: what tells servers and limits apart, and never a cookie.
var keptHeaders = []string{"Content-Type", "Date", "Retry-After", "Server", "Www-Authenticate", "X-Shopify-Api-Version"}

// withoutSecrets is an exchange with a channel as it may be kept and shown: without the answer's body, which holds the shop's data,
// and without the secret wherever the other side may have repeated it.
func withoutSecrets(ex *probe.Exchange, secrets []redact.Secret) *probe.Exchange {
	hide := func(s string) string { return redact.Without(s, secrets...) }
	c := *ex
	c.URL, c.Body, c.Header = redact.URL(ex.URL), nil, make(http.Header)
	c.Reason, c.Location = hide(ex.Reason), hide(ex.Location)
	for _, name := range keptHeaders {
		for _, v := range ex.Header.Values(name) {
			c.Header.Add(name, hide(v))
		}
	}
	if ex.Failure != nil {
		f := *ex.Failure
		f.Text, f.Proof = hide(f.Text), hide(f.Proof)
		c.Failure = &f
	}
	return &c
}

// judgeChannel decides from the answer, which holds no secret any more, and from what the channel means by it.
func judgeChannel(a *channel.Access, ex *probe.Exchange, r channel.Reading) Outcome {
	out := Outcome{Address: plainAddress(ex.URL), Exchanges: []*probe.Exchange{ex}}
	name, key := a.Channel.Name, a.KeyName()
	failed := func(f Finding, why string) Outcome {
		out.State, out.Why, out.Findings = Failed, upperFirst(why), []Finding{f}
		return out
	}
	if ex.Failure != nil {
		if f, ok := findingOf(ex, cause.Channel); ok {
			return failed(f, ex.Failure.Text)
		}
		out.Why = ex.Failure.Text
		return out
	}
	if redirected(ex) {
		f, _ := judgeChain([]*probe.Exchange{ex, {URL: ex.Location}}, cause.Channel)
		return failed(f, fmt.Sprintf("%s answers from another address, %s. The %s was not sent on.", name, plainAddress(ex.Location), key))
	}
	if m, ok := channelMeanings[r.Means]; ok {
		why := r.Words
		if why == "" {
			why = fmt.Sprintf(m.words, name, key)
		}
		return failed(channelFinding(ex, m.cause, r, upperFirst(why)), why)
	}
	if f, ok := statusFinding(ex, ex.Status, cause.Channel); ok {
		f.Evidence[0] = quoting(f.Evidence[0], r.Quote)
		return failed(f, fmt.Sprintf("%s answered with HTTP status %d.", name, ex.Status))
	}
	switch {
	case r.Means == channel.Good && a.Orders():
		out.State, out.Why = Passed, fmt.Sprintf("%s takes the %s, and orders may be read with it.", name, key)
	case r.Means == channel.Good:
		out.State, out.Why = Passed, fmt.Sprintf("%s takes the %s. Whether orders may be read with it was not asked.", name, key)
	default:
		out.Why = fmt.Sprintf("%s answered with HTTP status %d, but not with what was asked for.", name, ex.Status)
		if r.Quote != "" {
			out.Why += " It said: “" + clean(r.Quote) + "”."
		}
	}
	out.Why = upperFirst(out.Why)
	return out
}

// channelMeaning is the cause that a meaning names, with the sentence for channels that have none of their own: of their name and
// what they call the key.
type channelMeaning struct {
	cause cause.ID
	words string
}

var channelMeanings = map[channel.Meaning]channelMeaning{
	channel.WrongSecret:        {channelCredentials, "%s does not know the %s that was given."},
	channel.NoPermission:       {channelCredentials, "%s knows the %s, but it lacks a right, such as reading orders."},
	channel.SecretOrPermission: {channelCredentials, "%s refuses the %s: it is wrong, or it may not read orders."},
	channel.NotThere:           {httpNotFound, "%s is not there at this address, so the %s could not be tried."},
	channel.Closed:             {channelClosed, "%s says that the shop is paused, frozen or unpaid; the %s is not at fault."},
	channel.Blocked:            {httpForbidden, "Something in front of %s lets nobody in; the %s was not looked at."},
	channel.WebPage:            {notAWebService, "A web page answers where the interface of %s should be; the %s was not looked at."},
}

// channelFinding proves a meaning by the answer.
func channelFinding(ex *probe.Exchange, id cause.ID, r channel.Reading, why string) Finding {
	e := quoting(seen(ex, strings.TrimSuffix(why, ".")+": "+answerLine(ex)), r.Quote)
	f := Finding{Cause: id, Subject: cause.Channel, Address: ex.URL, Strength: cause.Likely, Evidence: []Evidence{e}}
	if r.Sure {
		f.Strength = cause.Proven
	}
	if r.Means == channel.SecretOrPermission {
		f.Tell = "A new key, made by an administrator with the right to read orders, tells whether it was the key or its rights."
	}
	return withAddress(f)
}

// quoting adds the channel's own words, where it has some.
func quoting(e Evidence, quote string) Evidence {
	if quote != "" {
		e.Text, e.Quote = clean(e.Text+": “"+quote+"”"), clean(quote)
	}
	return e
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// TriesChannel says whether a run will send a key to a channel: one was named, and nothing keeps it from being asked.
func (c *Case) TriesChannel() bool {
	if c.Channel == "" || c.Offline || slices.Contains(c.Skip, channelCheck.ID) {
		return false
	}
	return len(c.Only) == 0 || slices.Contains(c.Only, channelCheck.ID)
}
