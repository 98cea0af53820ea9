package vendors_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"authdoctor/checks/cause"
	"authdoctor/checks/vendors"
)

var checkIDs = []string{"internet", "clock", "site", "redirect", "service", "credentials", "channel", "pairing", "sync-range", "log",
	"web-connector", "quickbooks", "answers"}

const shopsync = `id: shopsync
name: Shop Sync
app-names: ['^shop ?sync\b']
hosts: [sync.example, shopsync.test]
prefer: [{instead: service-timeout, use: sync-range-too-large, stage: authenticate, why: It fetches orders while it authenticates.}]
remedies:
  http-not-found:
    - {who: end-user, older: true, steps: [{id: old, where: here, do: Look there., expect: It is there.}]}
    - {who: end-user, subject: site, steps: [{id: new, where: here, do: Look here., expect: It is here.}]}
questions:
  - id: window
    text: Which window shows it?
    answers:
      - {value: wizard, text: The wizard, to: used}
      - {value: page, text: The page, end: Ask support.}
  - id: used
    text: Was the code used before?
    answers:
      - {value: "yes", text: 'Yes', cause: auth-code-used}
      - {value: "no", text: 'No', end: Ask for a new one.}
`

func TestTheVendorsKeepTheirRules(t *testing.T) {
	set, err := vendors.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range set.Lint(base(t), checkIDs) {
		t.Error(p)
	}
	var ids []string
	for _, v := range set.All() {
		ids = append(ids, v.ID)
	}
	if !slices.Equal(ids, []string{"caselle", "connex", "generic"}) {
		t.Errorf("vendors %v, want the generic one last", ids)
	}
}

func TestRecognise(t *testing.T) {
	set := load(t, shopsync)
	for _, tt := range []struct {
		apps, urls []string
		want       string
	}{
		{[]string{"ShopSync 2"}, nil, "shopsync"},
		{[]string{"My ShopSync"}, nil, "generic"},
		{nil, []string{"https://eu.sync.example:443/qb?x=1"}, "shopsync"},
		{nil, []string{"SYNC.EXAMPLE/qb"}, "shopsync"},
		{nil, []string{"https://mysync.example/"}, "generic"},
		{nil, []string{"https://sync.example.evil.test/", "::not an address"}, "generic"},
		{nil, nil, "generic"},
	} {
		if got := set.Recognise(tt.apps, tt.urls); got == nil || got.ID != tt.want {
			t.Errorf("%v %v: got %v, want %s", tt.apps, tt.urls, got, tt.want)
		}
	}
}

func TestRemediesPutTheVendorsOwnFirstAndTheNewerBeforeTheOlder(t *testing.T) {
	v := load(t, shopsync).ByID("shopsync")
	first := func(rs []cause.Remedy) (ids []string) {
		for _, r := range rs {
			ids = append(ids, r.Steps[0].ID)
		}
		return ids
	}
	kb := base(t)
	if got := first(vendors.Remedies(kb, v, "http-not-found", cause.Site)); len(got) < 4 || got[0] != "new" || got[1] != "old" {
		t.Errorf("for the shop: %v", got)
	}
	if got := first(vendors.Remedies(kb, v, "http-not-found", cause.Service)); len(got) < 3 || got[0] != "old" || slices.Contains(got, "new") {
		t.Errorf("for the service: %v", got)
	}
	if got := vendors.Remedies(kb, nil, "http-not-found", ""); len(got) != len(kb.Get("http-not-found").Remedies) {
		t.Errorf("without a vendor: %d remedies", len(got))
	}
	if got := vendors.Remedies(kb, v, "no-such-cause", ""); len(got) != 0 {
		t.Errorf("of no cause: %v", got)
	}
}

func TestPreferred(t *testing.T) {
	v := load(t, shopsync).ByID("shopsync")
	if id, why := v.Preferred("service-timeout", "authenticate"); id != "sync-range-too-large" || why == "" {
		t.Errorf("at authenticate: %s, %q", id, why)
	}
	if id, _ := v.Preferred("service-timeout", "sendRequestXML"); id != "service-timeout" {
		t.Errorf("at another stage: %s", id)
	}
	if id, _ := (*vendors.Vendor)(nil).Preferred("dns-failure", ""); id != "dns-failure" {
		t.Errorf("without a vendor: %s", id)
	}
}

func TestWalk(t *testing.T) {
	v := load(t, shopsync).ByID("shopsync")
	for _, tt := range []struct {
		answers map[string]string
		open    string
		cause   cause.ID
		end     string
		given   int
	}{
		{nil, "window", "", "", 0},
		{map[string]string{"window": "wizard"}, "used", "", "", 1},
		{map[string]string{"window": "wizard", "used": "yes"}, "", "auth-code-used", "", 2},
		{map[string]string{"window": "page", "used": "yes"}, "", "", "Ask support.", 1},
		{map[string]string{"used": "yes"}, "window", "", "", 0},
	} {
		w, err := v.Walk(tt.answers)
		open := ""
		if w.Open != nil {
			open = w.Open.ID
		}
		if err != nil || open != tt.open || w.Cause != tt.cause || w.End != tt.end || len(w.Given) != tt.given {
			t.Errorf("%v: got %+v, %v", tt.answers, w, err)
		}
	}
	for want, answers := range map[string]map[string]string{
		`unknown question "windo": Shop Sync asks window, used`:     {"windo": "wizard"},
		`unknown answer "maybe" to "window": it takes wizard, page`: {"window": "maybe"},
		`unknown answer "" to "used": it takes yes, no`:             {"used": ""},
		`unknown question "a": Shop Sync asks window, used`:         {"b": "c", "a": "d"},
	} {
		if _, err := v.Walk(answers); err == nil || err.Error() != want {
			t.Errorf("%v: error %v, want %s", answers, err, want)
		}
	}
	none := load(t).ByID("generic")
	if w, err := none.Walk(nil); err != nil || w.Open != nil {
		t.Errorf("without questions: %+v, %v", w, err)
	}
	if _, err := none.Walk(map[string]string{"a": "b"}); err == nil {
		t.Error("without questions an answer is accepted")
	}
}

func TestWalkOfEveryVendorEnds(t *testing.T) {
	set, err := vendors.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range set.All() {
		var walk func(answers map[string]string, depth int)
		walk = func(answers map[string]string, depth int) {
			w, err := v.Walk(answers)
			if err != nil || depth > len(v.Questions) {
				t.Fatalf("%s: %v: %v", v.ID, answers, err)
			}
			if w.Open == nil {
				if w.Cause == "" && w.End == "" && len(v.Questions) > 0 {
					t.Errorf("%s: %v leads nowhere", v.ID, answers)
				}
				return
			}
			for _, value := range w.Open.Values() {
				answers[w.Open.ID] = value
				walk(answers, depth+1)
			}
			delete(answers, w.Open.ID)
		}
		walk(map[string]string{}, 0)
	}
}

func TestLoadAndLintNameWhatIsWrong(t *testing.T) {
	for want, edit := range map[string][2]string{
		"v/shopsync.yaml:2:1: unknown field":   {"name:", "nam:"},
		"app-names: error parsing regexp":      {`'^shop ?sync\b'`, "'('"},
		`id "Shop Sync": want lower-case`:      {"id: shopsync", "id: Shop Sync"},
		`there is no cause "http-gone"`:        {"http-not-found", "http-gone"},
		`host "https://sync.example"`:          {"sync.example,", "'https://sync.example',"},
		`to "nowhere" leads nowhere`:           {"to: used", "to: nowhere"},
		`no answer before it leads to`:         {"to: used", "end: Ask."},
		`to "window" leads back`:               {"cause: auth-code-used", "to: window"},
		"a question ends with a question mark": {"Which window shows it?", "Name the window."},
		"a preference names two causes":        {"use: sync-range-too-large", "use: service-timeout"},
		"a step is an order":                   {"do: Look here.", "do: You may look here."},
	} {
		text := strings.Replace(shopsync, edit[0], edit[1], 1)
		set, err := vendors.Load(fstest.MapFS{"vendors/shopsync.yaml": {Data: []byte(text)}})
		said := ""
		if err != nil {
			said = strings.Replace(err.Error(), "vendors/", "v/", 1)
		} else {
			for _, p := range set.Lint(base(t), checkIDs) {
				said += p.String() + "\n"
			}
		}
		if !strings.Contains(said, want) {
			t.Errorf("%q for %q: said\n%s\nwant %q in it", edit[1], edit[0], said, want)
		}
	}
}

func TestTheSchemaHasEveryField(t *testing.T) {
	var s struct {
		Defs map[string]struct{ Properties map[string]any } `json:"$defs"`
	}
	if err := json.Unmarshal(cause.Schema(), &s); err != nil {
		t.Fatal(err)
	}
	for def, v := range map[string]any{"vendor": vendors.Vendor{}, "contact": vendors.Contact{}, "limit": vendors.Limit{},
		"preference": vendors.Preference{}, "question": vendors.Question{}} {
		var want, got []string
		for f := range reflect.TypeOf(v).Fields() {
			name, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
			want = append(want, name)
		}
		for name := range s.Defs[def].Properties {
			got = append(got, name)
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s: the schema has %v, the type %v", def, got, want)
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte(shopsync))
	f.Add([]byte("id: a\nname: b\nquestions: [{id: q, text: a, answers: [{value: v, to: q}]}]\n"))
	kb := base(f)
	f.Fuzz(func(t *testing.T, text []byte) {
		set, err := vendors.Load(fstest.MapFS{"data/a.yaml": {Data: text}})
		if err != nil {
			return
		}
		set.Lint(kb, checkIDs)
		v := set.Recognise([]string{"Example App"}, []string{"https://sync.example/"})
		answers := map[string]string{}
		for range len(v.Questions) + 1 {
			w, err := v.Walk(answers)
			if err != nil || w.Open == nil || len(w.Open.Answers) == 0 {
				return
			}
			answers[w.Open.ID] = w.Open.Answers[0].Value
		}
		t.Errorf("the questions of %q do not end", text)
	})
}

func base(t testing.TB) *cause.Base {
	t.Helper()
	kb, err := cause.Default()
	if err != nil {
		t.Fatal(err)
	}
	return kb
}

// load loads a generic vendor and the given ones.
func load(t testing.TB, texts ...string) *vendors.Set {
	t.Helper()
	files := fstest.MapFS{"generic.yaml": {Data: []byte("id: generic\nname: the vendor\n")}}
	for _, text := range texts {
		id, _, _ := strings.Cut(strings.TrimPrefix(text, "id: "), "\n")
		files[id+".yaml"] = &fstest.MapFile{Data: []byte(text)}
	}
	set, err := vendors.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return set
}
