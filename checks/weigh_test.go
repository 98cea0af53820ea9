package checks

import (
	"slices"
	"testing"

	"authdoctor/checks/cause"
	"authdoctor/checks/probe"
	"authdoctor/logparse"
)

func logged(id cause.ID, s cause.Subject, address string, strength cause.Strength, where string) Finding {
	return Finding{Cause: id, Subject: s, Address: address, Strength: strength, Stage: logparse.StageAuthenticate,
		Evidence: []Evidence{{Source: FromLog, Text: "words", Where: where}}}
}

func live(id cause.ID, s cause.Subject, address string, strength cause.Strength) Finding {
	return Finding{Cause: id, Subject: s, Address: address, Strength: strength, Evidence: []Evidence{{Source: FromLive, Text: "seen " + string(id), Where: address}}}
}

func done(id string, state State, address string, fs ...Finding) Done {
	return Done{ID: id, Outcome: Outcome{State: state, Why: "so", Address: address, Findings: fs}}
}

func with(d Done, exchanges ...*probe.Exchange) Done { d.Exchanges = exchanges; return d }

func TestWeigh(t *testing.T) {
	const (
		wc    = "https://books.example/wc"
		other = "https://books.example/other"
		shop  = "https://shop.example/"
	)
	soap := &probe.Exchange{Method: "POST", URL: wc, Status: 200, Remote: "203.0.113.9:443", Body: []byte("<Envelope><Body/></Envelope>")}
	answered := &probe.Exchange{Method: "GET", URL: wc, Status: 404, Remote: "203.0.113.9:443", TLS: &probe.TLS{Verified: true}}
	atHome := &probe.Exchange{Method: "GET", URL: "http://127.0.0.1:9/", Status: 200, Remote: "127.0.0.1:9"}
	answersFinding := Finding{Cause: "auth-code-used", Subject: cause.Caselle, Strength: cause.Likely, Evidence: []Evidence{{Source: FromPerson, Text: "yes"}}}
	real := done("credentials", Passed, wc)
	real.RealLogin = true
	tests := map[string]struct {
		vendor string
		checks []Done
		want   []string
	}{
		"nothing found is no verdict": {checks: []Done{done("site", Passed, shop)}},
		"the log and a live check confirm each other": {checks: []Done{
			done("log", Failed, "", logged(httpNotFound, cause.Service, wc, cause.Likely, "l:1")), done("service", Failed, wc, live(httpNotFound, cause.Service, wc, cause.Proven))},
			want: []string{"http-not-found service now proven"}},
		"no address fits any": {checks: []Done{
			done("log", Failed, "", logged(httpNotFound, cause.Site, "", cause.Likely, "l:1")), done("site", Failed, shop, live(httpNotFound, cause.Site, shop, cause.Proven))},
			want: []string{"http-not-found site now proven"}},
		"two subjects are two faults": {checks: []Done{
			done("site", Failed, shop, live(httpNotFound, cause.Site, shop, cause.Proven)), done("service", Failed, wc, live(httpNotFound, cause.Service, wc, cause.Proven))},
			want: []string{"http-not-found service now proven", "http-not-found site now proven"}},
		"two addresses are two faults": {checks: []Done{
			done("log", Failed, "", logged(httpNotFound, cause.Service, wc, cause.Likely, "l:1"), logged(httpNotFound, cause.Service, other, cause.Likely, "l:2"))},
			want: []string{"http-not-found service logged likely", "http-not-found service logged likely"}},
		"the vendor's preference": {vendor: "connex", checks: []Done{
			done("log", Failed, "", logged(badCredentials, cause.Service, wc, cause.Proven, "l:1"))},
			want: []string{"pairing-deleted pairing logged likely"}},
		"a preference for one stage only": {vendor: "connex", checks: []Done{
			done("service", Failed, wc, live(serviceTimeout, cause.Service, wc, cause.Proven))},
			want: []string{"service-timeout service now proven"}},
		"a live check contradicts the log": {checks: []Done{
			done("log", Failed, "", logged(httpNotFound, cause.Service, wc, cause.Likely, "l:1")), done("service", Passed, wc)},
			want: []string{"http-not-found service past likely"}},
		"another path contradicts nothing": {checks: []Done{
			done("log", Failed, "", logged(httpNotFound, cause.Service, wc, cause.Likely, "l:1")), done("service", Passed, other)},
			want: []string{"http-not-found service logged likely"}},
		"a skipped check contradicts nothing": {checks: []Done{
			done("log", Failed, "", logged(httpNotFound, cause.Service, wc, cause.Likely, "l:1")), done("service", Skipped, wc)},
			want: []string{"http-not-found service logged likely"}},
		"the refusal of an impossible user says nothing of the real one": {checks: []Done{
			done("log", Failed, "", logged(badCredentials, cause.Service, wc, cause.Proven, "l:1")), done("credentials", Passed, wc)},
			want: []string{"bad-credentials service logged proven"}},
		"a real login contradicts a refused one": {checks: []Done{
			done("log", Failed, "", logged(badCredentials, cause.Service, wc, cause.Proven, "l:1")), real},
			want: []string{"bad-credentials service past proven"}},
		"an answer refutes what lies below it": {checks: []Done{
			done("log", Failed, "", logged(dnsFailure, cause.Service, wc, cause.Likely, "l:1")),
			with(done("service", Failed, wc, live(httpNotFound, cause.Service, wc, cause.Proven)), answered)},
			want: []string{"http-not-found service now proven", "dns-failure service past likely"}},
		"no internet is dropped when an outside host answers": {checks: []Done{
			done("internet", Failed, "", live(noInternet, cause.Network, "", cause.Proven)), with(done("service", Passed, wc), soap)}},
		"an answer of this computer is no internet": {checks: []Done{
			done("internet", Failed, "", live(noInternet, cause.Network, "", cause.Proven)), with(done("service", Passed, ""), atHome)},
			want: []string{"no-internet network now proven"}},
		"a sign-in page is dropped when SOAP comes through": {checks: []Done{
			done("internet", Failed, "", live(captivePortal, cause.Network, "", cause.Proven)), with(done("service", Passed, wc), soap)}},
		"a live check settles which of several readings is true": {checks: []Done{
			done("log", Failed, "", logged(tlsExpired, cause.Site, "", cause.Possible, "l:1"), logged(tlsUntrusted, cause.Site, "", cause.Possible, "l:1"),
				logged(connectionClosed, cause.Site, "", cause.Possible, "l:2")), done("site", Failed, shop, live(tlsExpired, cause.Site, shop, cause.Proven))},
			want: []string{"tls-expired site now proven", "connection-closed site logged possible"}},
		"a root explains its symptoms": {checks: []Done{
			done("internet", Failed, "", live(noInternet, cause.Network, "", cause.Proven)), done("service", Failed, wc, live(dnsFailure, cause.Service, wc, cause.Proven)),
			done("site", Failed, shop, live(connectTimeout, cause.Site, shop, cause.Proven))},
			want: []string{"no-internet network now proven + dns-failure connect-timeout"}},
		"no internet explains nothing on this computer": {checks: []Done{
			done("internet", Failed, "", live(noInternet, cause.Network, "", cause.Proven)),
			done("service", Failed, "http://127.0.0.1:8000/", live(serviceTimeout, cause.Service, "http://127.0.0.1:8000/", cause.Proven))},
			want: []string{"no-internet network now proven", "service-timeout service now proven"}},
		"silent test addresses come after a silent service": {checks: []Done{
			done("internet", Failed, "", live(noInternet, cause.Network, "", cause.Possible)), done("service", Failed, wc, live(serviceTimeout, cause.Service, wc, cause.Proven))},
			want: []string{"service-timeout service now proven", "no-internet network now possible"}},
		"a root without evidence of its own explains nothing": {checks: []Done{
			done("log", Failed, "", logged(noInternet, cause.Network, "", cause.Likely, "l:1"), logged(dnsFailure, cause.Service, wc, cause.Likely, "l:1"))},
			want: []string{"no-internet network logged likely", "dns-failure service logged likely"}},
		"what is past explains nothing of now": {checks: []Done{
			done("internet", Passed, ""), done("log", Failed, "", logged(noInternet, cause.Network, "", cause.Likely, "l:1")),
			done("service", Failed, wc, live(connectTimeout, cause.Service, wc, cause.Proven))},
			want: []string{"connect-timeout service now proven", "no-internet network past likely"}},
		"offline, an unknown name may be a PC without internet": {checks: []Done{
			done("log", Failed, "", logged(dnsFailure, cause.Service, wc, cause.Likely, "l:1"))},
			want: []string{"dns-failure service logged likely", "no-internet network logged possible"}},
		"with internet, an unknown name is one name": {checks: []Done{done("internet", Passed, ""),
			done("log", Failed, "", logged(dnsFailure, cause.Service, wc, cause.Likely, "l:1"))},
			want: []string{"dns-failure service logged likely"}},
		"standing before strength before rank": {vendor: "caselle", checks: []Done{
			done("log", Failed, "", logged(actionMismatch, cause.Service, other, cause.Proven, "l:1"), logged(cause.NoWork, cause.Service, "", cause.Proven, "l:9")),
			done("answers", Failed, "", answersFinding),
			done("site", Failed, shop, live(httpForbidden, cause.Site, shop, cause.Likely), live(tlsExpired, cause.Site, shop, cause.Likely)),
			done("pairing", Failed, "", live(supportDown, cause.Support, "https://books.example/help", cause.Proven))},
			want: []string{"support-url-unreachable support now proven", "tls-expired site now likely", "http-forbidden site now likely",
				"soap-action-mismatch service logged proven", "auth-code-used caselle reported likely", "no-work service logged proven"}},
		"a shop's certificate explains no other host's": {checks: []Done{
			done("site", Failed, shop, live(tlsExpired, cause.Site, shop, cause.Proven)),
			done("pairing", Failed, "", live(supportDown, cause.Support, "https://books.example/help", cause.Proven))},
			want: []string{"tls-expired site now proven", "support-url-unreachable support now proven"}},
		"the clock explains certificates": {checks: []Done{
			done("clock", Failed, "", live(clockWrong, cause.PC, "", cause.Proven)), done("service", Failed, wc, live(tlsExpired, cause.Service, wc, cause.Likely))},
			want: []string{"clock-wrong pc now proven + tls-expired"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			in := Input{Checks: tt.checks, KB: kbase(t)}
			if tt.vendor != "" {
				in.Vendor = vendor(t, tt.vendor)
			}
			got := Weigh(in)
			lines := verdictLine(got)
			for i, v := range got {
				if len(v.Explains) > 0 && v.Cause != pairingDeleted {
					lines[i] += " +"
					for _, id := range v.Explains {
						lines[i] += " " + string(id)
					}
				}
			}
			if !slices.Equal(lines, tt.want) {
				t.Errorf("got  %v\nwant %v", lines, tt.want)
			}
		})
	}
}

func TestEqualVerdictsSayWhatTellsThemApart(t *testing.T) {
	got := Weigh(Input{KB: kbase(t), Checks: []Done{done("log", Failed, "",
		logged(connectionClosed, cause.Service, "", cause.Possible, "l:1"), logged(tlsTooOld, cause.Service, "", cause.Possible, "l:1"))}})
	if len(got) != 2 || got[0].Tell == "" || got[1].Tell == "" {
		t.Errorf("%+v", got)
	}
}

func TestHostPath(t *testing.T) {
	for _, pair := range [][2]string{
		{"https://Books.example/wc", "http://books.example:80/wc/"}, {"https://books.example:443/wc?x=1", "https://u:p@books.example/wc"},
	} {
		if hostPath(pair[0]) != hostPath(pair[1]) {
			t.Errorf("%s and %s differ: %s, %s", pair[0], pair[1], hostPath(pair[0]), hostPath(pair[1]))
		}
	}
	for _, pair := range [][2]string{{"https://a.example/x", "https://a.example/y"}, {"https://a.example:8443/", "https://a.example/"}} {
		if hostPath(pair[0]) == hostPath(pair[1]) {
			t.Errorf("%s and %s are the same", pair[0], pair[1])
		}
	}
}
