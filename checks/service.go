package checks

import (
	"context"
	"fmt"
	"strings"

	"authdoctor/checks/cause"
	"authdoctor/checks/probe"
	"authdoctor/checks/webconnector"
	"authdoctor/logparse"
)

var serviceCheck = Check{
	ID:      "service",
	Asks:    "The service answers",
	Timeout: 2*probe.DefaultTimeout + probe.DefaultTimeout/3,
	Waits:   "an answer of the service",
	Run:     runService,
}

func runService(ctx context.Context, env *Env) Outcome {
	address, _ := env.ServiceAddress()
	switch {
	case address == "":
		return Outcome{State: Skipped, Why: whyNoService}
	case env.Case.Offline:
		return Outcome{State: Skipped, Why: whyOffline, Address: plainAddress(address)}
	}
	old := make(chan *probe.Exchange, 1)
	go func() { old <- asOldProgram(ctx, env, address) }()
	out := serviceAsOurselves(ctx, env, address, askVersions(ctx, env, address))
	out.Address = plainAddress(address)
	if len(out.Exchanges) == 0 {
		return out
	}
	out = judgeOldProgram(out, <-old, versionOf(out.Exchanges[0]))
	return warnOfCertificate(out, out.Exchanges[0])
}

// askVersions calls serverVersion and clientVersion, which change nothing on any service. They go out side by side, for neither
// needs the other's answer, and so a service that stumbles over one of them is not waited for twice.
func askVersions(ctx context.Context, env *Env, address string) Outcome {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	client := newClient(env, address)
	opinion := make(chan *webconnector.Reply, 1)
	go func() { opinion <- client.ClientVersion(ctx, versionHere(env)) }()
	server := client.ServerVersion(ctx)
	if redirected(server.Exchange) {
		chain := followOn(ctx, server.Exchange, poster(ctx, env))
		if f, ok := judgeChain(chain, cause.Service); ok {
			return Outcome{State: Failed, Why: "The service answers with a redirect, and the Web Connector follows none." + instead(&f, chain),
				Findings: []Finding{f}, Exchanges: chain}
		}
	}
	return judgeService(server, <-opinion, env.KB, env.Case.Vendor.ID)
}

func newClient(env *Env, address string) *webconnector.Client {
	c := webconnector.New(env.Net, address, env.Case.answerTime())
	if q := env.Case.QWC; q != nil {
		c.Style(q.Style)
	}
	return c
}

// versionHere is the version of the Web Connector that the service is told: the one in the log, for the service's opinion is about
// that one.
func versionHere(env *Env) string {
	if env.Log != nil && strings.Count(env.Log.Version, ".") >= 2 {
		return env.Log.Version
	}
	return webconnector.Version
}

// judgeService decides from the answers to serverVersion and clientVersion (nil: not asked). That one of them fails proves nothing:
// healthy services exist that do not know it. What no healthy service does for both is a finding; where the service may yet be
// sound, the login decides.
func judgeService(server, version *webconnector.Reply, kb *cause.Base, vendor string) Outcome {
	out := Outcome{Exchanges: []*probe.Exchange{server.Exchange}}
	if version != nil {
		out.Exchanges = append(out.Exchanges, version.Exchange)
		if o, ok := judgeOpinion(version); ok {
			o.Exchanges = out.Exchanges
			return o
		}
	}
	speaks := func(r *webconnector.Reply) bool { return r != nil && r.Kind == webconnector.Result && r.Choke == "" }
	switch {
	case speaks(server):
		out.State, out.Why = Passed, "The service answers"+versionSaid(server)+"."
		return out
	case speaks(version):
		out.State, out.Why = Passed, "The service answers. It does not tell its version, which is no fault."
		return out
	}
	f, why, ok := judgeReply(server, kb, vendor, logparse.StageServerVersion)
	if !ok {
		out.Why = why
		return out
	}
	if maySound(server) || version != nil && maySound(version) {
		out.Why = "The service answers serverVersion and clientVersion with an error, which sound services do too; its login decides."
		return out
	}
	out.State, out.Why, out.Findings = Failed, why, []Finding{f}
	return out
}

// maySound says whether a service that answers serverVersion so may answer authenticate well: it speaks SOAP, or its program
// stumbles over this call.
func maySound(r *webconnector.Reply) bool {
	switch r.Kind {
	case webconnector.Fault, webconnector.Result, webconnector.Nothing, webconnector.Text:
		return true
	case webconnector.HTTPError:
		return r.Status == 500
	}
	return false
}

func versionSaid(r *webconnector.Reply) string {
	if len(r.Values) == 0 || strings.TrimSpace(r.Values[0]) == "" {
		return ""
	}
	v := clean(r.Values[0])
	if len(v) > 80 {
		v = strings.ToValidUTF8(v[:80], "") + "…"
	}
	return " and says that its version is " + v
}

// judgeOpinion reads clientVersion's answer: "E:" and "O:" end a run, "W:" asks the user (Intuit's guide, chapter 10).
func judgeOpinion(r *webconnector.Reply) (Outcome, bool) {
	if r.Kind != webconnector.Result || len(r.Values) == 0 || r.Choke != "" {
		return Outcome{}, false
	}
	kind, text, ok := strings.Cut(strings.TrimSpace(r.Values[0]), ":")
	kind, text = strings.ToUpper(kind), clean(text)
	if !ok || kind != "E" && kind != "W" && kind != "O" {
		return Outcome{}, false
	}
	f := Finding{Cause: outdated, Subject: cause.PC, Strength: cause.Proven, Stage: logparse.StageClientVersion,
		Evidence: []Evidence{said(r.Exchange, "The service's opinion of the Web Connector's version", kind+":"+text)}}
	out := Outcome{State: Failed, Findings: []Finding{f}, Why: "The service refuses this version of the Web Connector: " + text}
	switch kind {
	case "O":
		out.Why = fmt.Sprintf("The service wants Web Connector %s or newer.", text)
	case "W":
		out.State, out.Why = Warned, "The service warns about this version of the Web Connector: "+text
		out.Findings[0].Strength = cause.Likely
	}
	return out, true
}
