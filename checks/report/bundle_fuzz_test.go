package report_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"authdoctor/checks/report"
)

// FuzzParseDocument: no document makes a panic, an escape sequence or invalid UTF-8 in any form, and what was read once is read
// again to the same.
func FuzzParseDocument(f *testing.F) {
	f.Add([]byte(`{"schema":"authdoctor.report/v1","case":{"site":"https://a.example/"},"verdicts":[{"cause":"http-not-found","subject":"site","standing":"now","strength":"proven","evidence":[{"source":"log","text":"404","where":"QWCLog.txt:9","at":"2026-11-23T14:43:00Z"}]}]}`))
	f.Add([]byte(`{"schema":"authdoctor.report/v1","checks":[{"id":"site","asks":"It answers","state":"passed","why":"200","seconds":0.2}],"questions":[{"id":"q","text":"?","values":["y"]}],"contacted":["a:1"]}`))
	f.Add([]byte(`{"schema":"authdoctor.report/v1","checks":[{"id":"\u001b[31m","seconds":1e308}],"verdicts":[null,{"cause":"\u202e"}]}`))
	kb := base(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := report.ParseDocument(data)
		if err != nil {
			return
		}
		var once bytes.Buffer
		if err := d.JSON(&once); err != nil {
			t.Fatal(err)
		}
		again, err := report.ParseDocument(once.Bytes())
		if err != nil {
			t.Fatalf("%v in %s", err, once.String())
		}
		var twice bytes.Buffer
		if err := again.JSON(&twice); err != nil || twice.String() != once.String() {
			t.Fatalf("%v: once %s\ntwice %s", err, once.String(), twice.String())
		}
		r := d.Report(kb, nil)
		for _, out := range []string{summary(report.FormatHTML)(t, r), text(report.Options{Verbose: true})(t, r), report.SummaryShort(r)} {
			if strings.ContainsRune(out, 0x1b) || !utf8.ValidString(out) {
				t.Fatalf("%q", out)
			}
		}
	})
}

// FuzzOpenBundle: no detail and no manifest makes a panic, in reading or in any form.
func FuzzOpenBundle(f *testing.F) {
	r, from := bundled(f, logText(2, func(i int) bool { return i == 1 }))
	files := contents(f, zipped(f, r, from))
	f.Add([]byte(files["manifest.json"]), []byte(files["detail.json"]), []byte(files["log/QWCLog.txt"]))
	var small struct{ Result map[string]any }
	if err := json.Unmarshal([]byte(files["detail.json"]), &struct{ Report any }{&small}); err != nil {
		f.Fatal(err)
	}
	result, err := json.Marshal(small.Result)
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte(emptyManifest), []byte(`{"Schema":"authdoctor.detail/v1","Report":{"Case":{},"Result":`+string(result)+`},"Apps":[{"Recent":[1,-1,9,2],"Kept":[2],"Newest":2,"Runs":[null,{"Outcome":200,"File":99,"EndFile":-4,"Stage":77,"Start":"2026-01-01T00:00:00Z"}]}],"Log":{}}`), []byte("x"))
	kb := base(f)
	set := vendorSet(f)
	f.Fuzz(func(t *testing.T, manifest, detail, log []byte) {
		data := zipOf(t, member{"manifest.json", string(manifest)}, member{"report.json", files["report.json"]}, member{"detail.json", string(detail)}, member{"log/QWCLog.txt", string(log)})
		data = signed(t, data)
		o, err := report.OpenBundle(bytes.NewReader(data), int64(len(data)), kb, set)
		if err != nil {
			return
		}
		for _, out := range []string{summary(report.FormatHTML)(t, o.Report), text(report.Options{Verbose: true})(t, o.Report)} {
			if strings.ContainsRune(out, 0x1b) || !utf8.ValidString(out) {
				t.Fatalf("%q", out)
			}
		}
		if o.Report.Log != nil {
			for _, file := range o.Report.Log.Files {
				for _, l := range o.Lines(file.Path, 1, 100) {
					if strings.ContainsRune(l.Text, 0x1b) || l.Number < 1 {
						t.Fatalf("%+v", l)
					}
				}
				o.Find(file.Path, "a", 1, true)
			}
		}
	})
}

// FuzzParts: parts are read as they are written.
func FuzzParts(f *testing.F) {
	f.Add("1 to 5, 7 to 7, 20 to 300")
	f.Add("5-1")
	f.Fuzz(func(t *testing.T, s string) {
		var p report.Parts
		if p.UnmarshalText([]byte(s)) != nil {
			return
		}
		text, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		var again report.Parts
		if err := json.Unmarshal(text, &again); err != nil || len(again) != len(p) {
			t.Fatalf("%q: %v, %v", s, again, err)
		}
		before := 0
		for _, span := range p {
			if span.First <= before || span.Last < span.First {
				t.Fatalf("%q gives %v", s, p)
			}
			before = span.Last
		}
	})
}
