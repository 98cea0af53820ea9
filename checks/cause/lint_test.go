package cause_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"authdoctor/checks/cause"
)

const signatures = "signatures:\n  - text: timed out\n    strength: likely\n    hits: [it timed out]\n    misses: [it answered]\nremedies:"

func TestLintFindsWhatBreaksARule(t *testing.T) {
	sig := func(edits ...string) *fstest.MapFile {
		return file("a", append([]string{"remedies:", strings.NewReplacer(edits...).Replace(signatures)}, "x", "x")...)
	}
	other := file("b", "rank: 5", "rank: 6", "remedies:", signatures)
	for name, tt := range map[string]struct {
		files fstest.MapFS
		want  string
	}{
		"name of the file":         {fstest.MapFS{"z.yaml": file("a")}, "z.yaml:1: the file of a is to be named a.yaml"},
		"layer":                    {fstest.MapFS{"a.yaml": file("a", "layer: service", "layer: cloud")}, `a.yaml:2: layer "cloud"`},
		"rank taken":               {fstest.MapFS{"a.yaml": file("a"), "b.yaml": file("b")}, "rank 5 is that of a"},
		"full stop":                {fstest.MapFS{"a.yaml": file("a", "Something fails", "Something fails.")}, "a.yaml:4: a title has no full stop"},
		"shouting":                 {fstest.MapFS{"a.yaml": file("a", "It fails.", "It fails! Again.")}, "no exclamation marks"},
		"please":                   {fstest.MapFS{"a.yaml": file("a", "do: Look.", "do: Please look.")}, "no please"},
		"no step for the tech":     {fstest.MapFS{"a.yaml": file("a", "who: tech", "who: vendor")}, "no step for the tech"},
		"no order":                 {fstest.MapFS{"a.yaml": file("a", "do: Look.", "do: You should look.")}, "a step is an order"},
		"nothing to see":           {fstest.MapFS{"a.yaml": file("a", ", expect: It is there.", "")}, "text is missing"},
		"question without answers": {fstest.MapFS{"a.yaml": file("a", "do: Look.", "do: Is it there?")}, "a question has answers"},
		"answer to nowhere": {fstest.MapFS{"a.yaml": file("a", "do: Look., expect: It is there.",
			"do: 'Is it there?', ask: [{value: y, text: Yes, to: b}, {value: n, text: No, end: Ask.}]")}, `to "b" leads nowhere`},
		"answer with two ends": {fstest.MapFS{"a.yaml": file("a", "do: Look., expect: It is there.",
			"do: 'Is it there?', ask: [{value: y, text: Yes, to: a, end: Stop.}, {value: n, text: No, end: Ask.}]")}, "exactly one of to, cause and end"},
		"recheck":            {fstest.MapFS{"a.yaml": file("a", "who: tech", "recheck: [moon]\n    who: tech")}, `a.yaml:9: there is no check "moon"`},
		"explains":           {fstest.MapFS{"a.yaml": file("a", "remedies:", "explains: [ghost]\nremedies:")}, `explains "ghost"`},
		"explains itself":    {fstest.MapFS{"a.yaml": file("a", "remedies:", "explains: [a]\nremedies:")}, "does not explain itself"},
		"bad expression":     {fstest.MapFS{"a.yaml": sig("text: timed out", "text: '('")}, "a.yaml:7: error parsing regexp"},
		"hit that misses":    {fstest.MapFS{"a.yaml": sig("it timed out", "it stopped")}, `a.yaml:9: hits: the signature has to fit "it stopped"`},
		"miss that hits":     {fstest.MapFS{"a.yaml": sig("it answered", "then it timed out")}, "misses: the signature has to miss"},
		"no misses":          {fstest.MapFS{"a.yaml": sig("[it answered]", "[]")}, "a signature has misses"},
		"bad sample":         {fstest.MapFS{"a.yaml": sig("[it timed out]", `["[stage=connect speed=3] it timed out"]`)}, `unknown field "speed"`},
		"asks for nothing":   {fstest.MapFS{"a.yaml": sig("text: timed out", "assumed: true")}, "would fit everything"},
		"likely, and shared": {fstest.MapFS{"a.yaml": sig(), "b.yaml": other}, "it is likely but fits a hit of b"},
		"possible, unnamed":  {fstest.MapFS{"a.yaml": sig("strength: likely", "strength: possible"), "b.yaml": other}, "it fits a hit of b, so name that in also"},
		"also a ghost":       {fstest.MapFS{"a.yaml": sig("strength: likely", "strength: possible\n    also: [ghost]")}, `also "ghost"`},
	} {
		t.Run(name, func(t *testing.T) {
			kb, err := cause.Load(tt.files)
			if err != nil {
				t.Fatal(err)
			}
			var said []string
			for _, p := range kb.Lint(checkIDs) {
				said = append(said, p.String())
			}
			if all := strings.Join(said, "\n"); !strings.Contains(all, tt.want) {
				t.Errorf("lint says\n%s\nwant %q in it", all, tt.want)
			}
		})
	}
}

func TestLintAcceptsADeclaredShare(t *testing.T) {
	kb, err := cause.Load(fstest.MapFS{
		"a.yaml": file("a", "remedies:", signatures),
		"b.yaml": file("b", "rank: 5", "rank: 6", "remedies:", strings.Replace(signatures, "strength: likely", "strength: possible\n    also: [a]", 1)),
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range kb.Lint(checkIDs) {
		t.Error(p)
	}
}
