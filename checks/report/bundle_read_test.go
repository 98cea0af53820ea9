package report_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/report"
)

// member is one file of a zip that a test makes.
type member struct{ name, text string }

// zipOf makes a zip file of any members, also of those that no bundle has.
func zipOf(t testing.TB, list ...member) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, m := range list {
		w, err := z.CreateHeader(&zip.FileHeader{Name: m.name, Method: zip.Deflate})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, m.text); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// changed is a good bundle with one file changed, or taken out where with is "-".
func changed(t testing.TB, name, with string) []byte {
	t.Helper()
	r, from := bundled(t, logText(5, func(i int) bool { return i == 4 }))
	var list []member
	for n, text := range contents(t, zipped(t, r, from)) {
		if n == name {
			if with == "-" {
				continue
			}
			text = with
		}
		list = append(list, member{n, text})
	}
	return zipOf(t, list...)
}

// signed is a bundle with the checksums that its files have now, as one who knows the format could make it.
func signed(t testing.TB, data []byte) []byte {
	t.Helper()
	files := contents(t, data)
	var m map[string]any
	if json.Unmarshal([]byte(files["manifest.json"]), &m) == nil {
		list, _ := m["files"].([]any)
		for _, f := range list {
			if f, ok := f.(map[string]any); ok {
				name, _ := f["name"].(string)
				sum := sha256.Sum256([]byte(files[name]))
				f["sha256"] = hex.EncodeToString(sum[:])
			}
		}
		text, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		files["manifest.json"] = string(text)
	}
	var list []member
	for n, text := range files {
		list = append(list, member{n, text})
	}
	return zipOf(t, list...)
}

const emptyManifest = `{"schema":"authdoctor.bundle/v1","files":[],"logs":[]}`

// What is no bundle, or none that can be trusted with the memory of this PC, is refused with a reason.
func TestWhatIsNoBundleIsRefused(t *testing.T) {
	bomb := strings.Repeat("\x00", 25<<20)
	liar := zipOf(t, member{"manifest.json", emptyManifest}, member{"report.json", `{"schema":"authdoctor.report/v1"}`})
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"text", []byte("20260302.10:00:00 UTC : hello"), "no bundle"},
		{"nothing", nil, "no bundle"},
		{"a zip of something else", zipOf(t, member{"QWCLog.txt", "x"}), "manifest.json"},
		{"no report", zipOf(t, member{"manifest.json", emptyManifest}), "report.json"},
		{"a manifest of another kind", zipOf(t, member{"manifest.json", `{"schema":"other/v1"}`}), "other/v1"},
		{"a manifest that is none", zipOf(t, member{"manifest.json", "{"}), "cannot be read"},
		{"a report of another kind", zipOf(t, member{"manifest.json", emptyManifest}, member{"report.json", `{"schema":"other/v1"}`}), "other/v1"},
		{"a report that is nested without end", zipOf(t, member{"manifest.json", emptyManifest}, member{"report.json", strings.Repeat("[", 1000) + strings.Repeat("]", 1000)}), "nested"},
		{"a bomb", zipOf(t, member{"manifest.json", emptyManifest}, member{"report.json", bomb}), "larger"},
		{"two halves of a bomb", zipOf(t, member{"a", bomb[:13<<20]}, member{"b", bomb[:13<<20]}), "larger"},
		{"a way out", zipOf(t, member{"../../x", "x"}), "leads out"},
		{"a way out on Windows", zipOf(t, member{`..\..\x`, "x"}), "leads out"},
		{"a drive", zipOf(t, member{"C:/x", "x"}), "leads out"},
		{"the root", zipOf(t, member{"/etc/x", "x"}), "leads out"},
		{"a name with a colour", zipOf(t, member{"\x1b[31m/../x", "x"}), "leads out"},
		{"one name twice", zipOf(t, member{"a", "x"}, member{"a", "y"}), "twice"},
		{"cut off", liar[:len(liar)-30], "no bundle"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := report.OpenBundle(bytes.NewReader(c.data), int64(len(c.data)), base(t), nil)
			if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\x1b") {
				t.Errorf("%v; want %q", err, c.want)
			}
		})
	}
	var many []member
	for range 700 {
		many = append(many, member{strings.Repeat("x", len(many)%150+1) + strings.Repeat("y", len(many)/150), ""})
	}
	if _, err := report.OpenBundle(bytes.NewReader(zipOf(t, many...)), int64(len(zipOf(t, many...))), nil, nil); err == nil || !strings.Contains(err.Error(), "700 files") {
		t.Errorf("700 files: %v", err)
	}
	if _, err := report.OpenBundle(bytes.NewReader(liar), report.MostPacked+1, nil, nil); err == nil {
		t.Error("a file of any size is taken")
	}
}

// A zip that says less than it holds is stopped all the same.
func TestAZipThatLiesAboutItsSize(t *testing.T) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	var packed bytes.Buffer
	f, err := flate.NewWriter(&packed, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write(make([]byte, 64<<20)); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	w, err := z.CreateRaw(&zip.FileHeader{Name: "report.json", Method: zip.Deflate, CompressedSize64: uint64(packed.Len()), UncompressedSize64: 100})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(packed.Bytes()); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := report.OpenBundle(bytes.NewReader(out.Bytes()), int64(out.Len()), nil, nil); err == nil {
		t.Error("it was read")
	}
}

// A bundle in which a file was changed is not shown, and says which.
func TestAChangedBundleIsRefused(t *testing.T) {
	for name, with := range map[string]string{"summary.txt": "all is well", "detail.json": "{}", "pairing.qwc": "<x/>", "log/QWCLog.txt": "20260302.10:30:00 UTC\t: all is well"} {
		data := changed(t, name, with)
		if _, err := report.OpenBundle(bytes.NewReader(data), int64(len(data)), nil, nil); err == nil || !strings.Contains(err.Error(), name+" is not as the manifest says") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A file that was taken out or put in, and one that belongs to another report, is told of, and the rest is shown.
func TestWhatIsMissingInABundleIsToldOf(t *testing.T) {
	for _, c := range []struct{ name, with, want string }{
		{"log/QWCLog.txt", "-", "log/QWCLog.txt is missing"},
		{"detail.json", "{}", "What goes beside the report could not be read"},
		{"detail.json", `{"Schema":"authdoctor.detail/v1","Report":{"Case":{},"Result":{"Verdicts":[{"Cause":"dns-failure","Standing":"now","Strength":"proven"}]}}}`, "belongs to another report"},
	} {
		o := opened(t, signed(t, changed(t, c.name, c.with)))
		if said := strings.Join(o.Warnings, "\n"); !strings.Contains(said, c.want) {
			t.Errorf("%s: warnings %q", c.name, said)
		}
		if len(o.Report.Result.Verdicts) == 0 {
			t.Errorf("%s: the report got lost", c.name)
		}
	}
	good := changed(t, "", "")
	var list []member
	for n, text := range contents(t, good) {
		list = append(list, member{n, text})
	}
	if o := opened(t, zipOf(t, append(list, member{"extra.exe", "MZ"})...)); !strings.Contains(strings.Join(o.Warnings, ""), "extra.exe is not in the manifest") {
		t.Errorf("warnings %v", o.Warnings)
	}
}

// Texts of a bundle reach no screen raw, and ids that are none are the unknown cause.
func TestTextsOfABundleAreCleaned(t *testing.T) {
	const doc = `{"schema":"authdoctor.report/v1","more":[1,2.50],"vendor":"connex","verdicts":[{"cause":"..\/x","title":"\u001b]0;x\u0007","standing":"for ever","strength":"certain",
		"evidence":[{"source":"live","text":"a\u001b[31mb\u202e password=hunter2zz"}]},{"cause":"new-cause","title":"A new one","strength":"likely"}],
		"checks":[{"id":"site","state":"exploded","seconds":-4,"why":"x"},{"id":"log","state":"failed","seconds":1e300}]}`
	d, err := report.ParseDocument([]byte(doc))
	if err != nil {
		t.Fatal(err)
	}
	r := d.Report(base(t), nil)
	if v := r.Result.Verdicts[0]; v.Cause != cause.Unknown || v.Strength != cause.Possible || v.Standing != checks.Logged {
		t.Errorf("%+v", v)
	}
	if c := r.Result.Checks; c[0].State != checks.Unknown || c[0].Took != 0 || c[1].State != checks.Failed || c[1].Took <= 0 {
		t.Errorf("%+v", c)
	}
	for _, f := range forms {
		out := f.write(t, r)
		if strings.ContainsAny(out, "\x1b\x07\u202e") || strings.Contains(out, "hunter2zz") {
			t.Errorf("%s: %q", f.name, out)
		}
	}
	if out := text(report.Options{Verbose: true})(t, r); !strings.Contains(out, "A new one") {
		t.Errorf("the title of a cause that is not known here is lost:\n%s", out)
	}
}

// Every report of this program can be read back and says the same.
func TestDocumentsAreReadBack(t *testing.T) {
	for name, r := range standing(t) {
		for _, write := range []func(testing.TB, *report.Report) string{written(func(b *bytes.Buffer, r *report.Report) error { return report.JSON(b, r) }), summary(report.FormatJSON)} {
			was := write(t, r)
			d, err := report.ParseDocument([]byte(was))
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			var is bytes.Buffer
			if err := d.JSON(&is); err != nil {
				t.Fatal(err)
			}
			if is.String() != was {
				t.Errorf("%s changed:\n%s\n%s", name, was, is.String())
			}
			again := d.Report(base(t), vendor)
			if got, want := report.SummaryShort(again), report.SummaryShort(&report.Report{KB: r.KB, Result: r.Result}); d.Vendor() != "connex" || got != want && name != "cause" {
				t.Errorf("%s: %s\nwant %s", name, got, want)
			}
		}
	}
}
