package cause_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"authdoctor/checks/cause"
)

const small = `id: ID
layer: service
rank: 5
title: Something fails
why: It fails.
remedies:
  - who: end-user
    steps: [{id: a, where: here, do: Look., expect: It is there.}]
  - who: tech
    steps: [{id: a, where: here, do: Look., expect: It is there.}]
`

func file(id string, edits ...string) *fstest.MapFile {
	text := strings.NewReplacer(append([]string{"ID", id}, edits...)...).Replace(small)
	return &fstest.MapFile{Data: []byte(text)}
}

func TestLoadReadsEveryFolderAndLaterOnesReplace(t *testing.T) {
	kb, err := cause.Load(
		fstest.MapFS{"a.yaml": file("a"), "kb/b.yaml": file("b"), "causes/c.yml": file("c"), "v.yaml": {Data: []byte("id: v\nname: V\n")}, "x.txt": {Data: []byte("{")}},
		fstest.MapFS{"a.yaml": file("a", "Something", "Another thing", "rank: 5", "rank: 3")})
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, c := range kb.All() {
		ids = append(ids, string(c.ID))
	}
	if got := strings.Join(ids, " "); got != "a b c" {
		t.Errorf("loaded %q, want a b c, by rank", got)
	}
	if got := kb.Get("a").Title; got != "Another thing fails" {
		t.Errorf("title of a is %q, want the later file's", got)
	}
	if kb.Get("v") != nil || kb.Get("nothing") != nil {
		t.Error("a vendor or a missing cause was found")
	}
}

func TestLoadNamesTheFileThatIsWrong(t *testing.T) {
	for name, tt := range map[string]struct {
		files fstest.MapFS
		want  string
	}{
		"unknown field":     {fstest.MapFS{"a.yaml": file("a", "title:", "tilte:")}, "a.yaml:4:1: unknown field"},
		"wrong type":        {fstest.MapFS{"a.yaml": file("a", "rank: 5", "rank: many")}, "a.yaml:3:7:"},
		"not YAML":          {fstest.MapFS{"a.yaml": {Data: []byte("id: [a")}}, "a.yaml:1:"},
		"empty":             {fstest.MapFS{"a.yaml": {}}, "a.yaml: is empty"},
		"no id":             {fstest.MapFS{"a.yaml": file("")}, `a.yaml: id "": want lower-case`},
		"id with blanks":    {fstest.MapFS{"a.yaml": file("A b")}, `id "A b"`},
		"twice":             {fstest.MapFS{"a.yaml": file("a"), "b.yaml": file("a")}, "stands in a.yaml too"},
		"too large":         {fstest.MapFS{"a.yaml": {Data: []byte("# " + strings.Repeat("x", 65<<10))}}, "larger than 64 KB"},
		"nested too deeply": {fstest.MapFS{"a.yaml": {Data: []byte("id: " + strings.Repeat("[", 60<<10))}}, "nested too deeply"},
		"no such strength":  {fstest.MapFS{"a.yaml": file("a", "remedies:", "signatures: [{text: x, strength: sure, hits: [x], misses: [y]}]\nremedies:")}, "want possible, likely or proven"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := cause.Load(tt.files)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q in it", err, tt.want)
			}
		})
	}
}

func TestTheFrameOfANewCauseLoads(t *testing.T) {
	text, err := cause.Frame("new-cause")
	if err != nil {
		t.Fatal(err)
	}
	kb, err := cause.Load(fstest.MapFS{"new-cause.yaml": {Data: text}})
	if err != nil {
		t.Fatal(err)
	}
	if len(kb.Lint(checkIDs)) == 0 {
		t.Error("lint accepts a frame whose words are missing")
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte(small))
	f.Add([]byte("id: a\nrank: &x 5\nwhy: *x\n"))
	f.Add([]byte("id: a\nsignatures: [{text: '(', strength: likely, hits: ['[code=x] y'], misses: []}]\n"))
	f.Add([]byte("- - -\n? :\n<<: {}\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		kb, err := cause.Load(fstest.MapFS{"kb/a.yaml": {Data: text}})
		if err != nil {
			return
		}
		kb.Lint(checkIDs)
		kb.Match(cause.Describe("QBWC1012: The operation has timed out"))
	})
}
