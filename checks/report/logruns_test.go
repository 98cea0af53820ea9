package report_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"authdoctor/checks/report"
	"authdoctor/logparse"
)

// turnedOver is a log of two files: a whole run, and one of which the file's end and the next file's beginning have a half each.
func turnedOver(t *testing.T) (*logparse.Log, []*logparse.Session) {
	t.Helper()
	whole := shiftLog(0, 2)
	lines := strings.SplitAfter(whole, "\r\n")
	var runs []*logparse.Session
	b := logparse.NewBuilder(logparse.Options{OnSession: func(s *logparse.Session) { runs = append(runs, s) }})
	for _, part := range []struct{ path, text string }{
		{"a/QWCLog.txt.1", strings.Join(lines[:10], "")},
		{"a/QWCLog.txt", strings.Join(lines[10:], "") + shiftLog(0, 4)[len(whole):]},
	} {
		if err := b.Read(strings.NewReader(part.text), part.path); err != nil {
			t.Fatal(err)
		}
	}
	return b.Finish(), runs
}

// Each run says which file it is in, and what of it is in another one says that.
func TestRunsOfSeveralFilesNameTheirFile(t *testing.T) {
	log, runs := turnedOver(t)
	type part struct{ File, Line *int }
	type run struct {
		File     *int
		Rest     *struct{ File, First_line, Last_line int }
		Calls    []part
		Failures []part
	}
	var doc, lines bytes.Buffer
	asJSON, asLines := report.NewLogJSON(&doc, nil), report.NewLogNDJSON(&lines, nil)
	for _, s := range runs {
		asJSON.Session(s)
		asLines.Session(s)
	}
	r := &report.Report{Log: log}
	if asJSON.Close(r) != nil || asLines.Close(r) != nil {
		t.Fatal("not written")
	}
	var got struct{ Sessions []run }
	if err := json.Unmarshal(doc.Bytes(), &got); err != nil || len(got.Sessions) != 4 {
		t.Fatalf("%v:\n%s", err, doc.String())
	}
	for i, want := range []int{0, 0, 1, 1} {
		s := got.Sessions[i]
		if s.File == nil || *s.File != want || (s.Rest != nil) != (i == 1) {
			t.Errorf("run %d: %+v", i, s)
		}
		for _, p := range append(s.Calls, s.Failures...) {
			if i != 1 && p.File != nil {
				t.Errorf("run %d has a part in file %d", i, *p.File)
			}
		}
	}
	if f := got.Sessions[1].Failures; len(f) != 1 || f[0].File == nil || *f[0].File != 1 || *f[0].Line != 1 {
		t.Errorf("the failure behind the turn: %s", doc.String())
	}
	last := strings.Split(strings.TrimSpace(lines.String()), "\n")[4]
	if !strings.HasPrefix(lines.String(), `{"app":"Mill Orders"`) || !strings.Contains(last, `{"files":[{"path":"a/QWCLog.txt.1"`) || strings.Count(lines.String(), `"file":`) != 6 {
		t.Errorf("lines:\n%s", lines.String())
	}
}

// The table of several files names each above its runs, in any width; that of one file names none.
func TestTheTableOfRunsNamesTheFiles(t *testing.T) {
	log, _ := turnedOver(t)
	one := logparse.ReadText(shiftLog(1, 1))
	for _, width := range []int{40, 80} {
		for _, l := range []*logparse.Log{log, one} {
			var b bytes.Buffer
			if err := tellLog(report.NewLogText(&b, report.Options{Width: width}), &report.Report{Log: l}); err != nil {
				t.Fatal(err)
			}
			_, table, _ := strings.Cut(b.String(), "RUNS")
			want := len(l.Files) - 1
			if strings.Count(table, "  QWCLog.txt:\n") != want || strings.Count(table, "  QWCLog.txt.1:\n") != want {
				t.Errorf("width %d:\n%s", width, table)
			}
		}
	}
}
