package report

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/redact"
	"authdoctor/logparse"
)

// LogWriter writes what a log says while it is read: each run as it ends, and the rest at the close.
type LogWriter interface {
	// Session writes one run. An error is kept and told by Close.
	Session(*logparse.Session)
	// Close writes the files and verdicts. Of the report it takes the log, the verdicts, the knowledge base and the vendor.
	Close(*Report) error
}

// Namer names the cause of a failure.
type Namer func(*logparse.Failure) cause.ID

// One run in the document authdoctor.log/v1.
type (
	sessionJSON struct {
		App       string           `json:"app,omitempty"`
		URL       string           `json:"url,omitempty"`
		User      string           `json:"user,omitempty"`
		Version   string           `json:"version,omitempty"` // of the Web Connector
		By        string           `json:"by,omitempty"`      // "hand" or "schedule"
		Start     time.Time        `json:"start,omitzero"`
		End       time.Time        `json:"end,omitzero"`
		File      int              `json:"file"` // which of the document's files it begins in, from 0 on
		FirstLine int              `json:"first_line,omitempty"`
		LastLine  int              `json:"last_line,omitempty"`
		Rest      *restJSON        `json:"rest,omitempty"` // its lines in a further file, where the log was turned over in its midst
		Outcome   logparse.Outcome `json:"outcome"`
		Stage     logparse.Stage   `json:"stage"`
		Requests  int              `json:"requests,omitempty"` // that QuickBooks answered
		Calls     []callJSON       `json:"calls,omitempty"`
		Failures  []failureJSON    `json:"failures"`
	}
	restJSON struct {
		File      int `json:"file"`
		FirstLine int `json:"first_line"`
		LastLine  int `json:"last_line"`
	}
	failureJSON struct {
		Line    int      `json:"line,omitempty"`
		File    *int     `json:"file,omitempty"` // where it is not that of its run
		Code    string   `json:"code,omitempty"`
		HResult string   `json:"hresult,omitempty"`
		Answer  string   `json:"answer,omitempty"`
		Status  int      `json:"status,omitempty"`
		Message string   `json:"message,omitempty"`
		Seconds *float64 `json:"seconds,omitempty"`
		Cause   cause.ID `json:"cause,omitempty"`
	}
	fileJSON struct {
		Path          string       `json:"path"`
		Bytes         int64        `json:"bytes"`
		Lines         int          `json:"lines"`
		Encoding      string       `json:"encoding,omitempty"`
		Packed        string       `json:"packed,omitempty"`
		From          time.Time    `json:"from,omitzero"`
		To            time.Time    `json:"to,omitzero"`
		NotUnderstood int          `json:"not_understood"`
		Repeats       []repeatJSON `json:"repeats,omitempty"`
	}
	repeatJSON struct {
		Of   string `json:"of"`
		Runs int    `json:"runs"`
	}
)

// session makes the document of one run. Secrets are hidden in it, people are not. clean is redact.Clean, or remembers what
// that gave: the names and sentences of a log are the same in thousands of runs.
func session(s *logparse.Session, name Namer, clean func(string) string) sessionJSON {
	j := sessionJSON{App: clean(s.App), User: clean(s.User), Start: s.Start, End: s.End, File: s.File, FirstLine: s.Span.First, LastLine: s.Span.Last,
		Outcome: s.Outcome, Stage: s.Stage, Failures: []failureJSON{}, URL: address(s.URL, clean),
		Version: clean(s.Version), By: startedBy(s), Requests: s.Requests, Calls: calls(s, clean)}
	if s.EndFile != s.File && s.Rest.First > 0 {
		j.Rest = &restJSON{s.EndFile, s.Rest.First, s.Rest.Last}
	}
	for i := range s.Failures {
		one := failure(&s.Failures[i], name, clean)
		one.File = otherFile(s.File, s.Failures[i].File)
		j.Failures = append(j.Failures, one)
	}
	return j
}

// otherFile is the file of a part of a run, where it is another than the one that the run begins in; else nil.
func otherFile(run, part int) *int {
	if part == run {
		return nil
	}
	other := part // a copy, made in this rare case only
	return &other
}

// failure makes the document of one failure.
func failure(f *logparse.Failure, name Namer, clean func(string) string) failureJSON {
	out := failureJSON{Line: f.Line, Code: f.Code, HResult: f.HResult, Answer: clean(f.Answer), Status: f.Status, Message: clean(f.Message),
		Seconds: seconds(f.Seconds)}
	if name != nil {
		out.Cause = name(f)
	}
	return out
}

// logJSON writes the document authdoctor.log/v1, its runs as they come.
type logJSON struct {
	w     io.Writer
	name  Namer
	memo  redact.Memo
	count int
	err   error
}

// NewLogJSON writes the document authdoctor.log/v1 to w.
func NewLogJSON(w io.Writer, name Namer) LogWriter {
	l := &logJSON{w: w, name: name}
	l.put(`{"schema":"` + LogSchema + `","sessions":[`)
	return l
}

func (l *logJSON) put(s string) {
	if l.err == nil {
		_, l.err = io.WriteString(l.w, s)
	}
}

// member writes a value in one line.
func (l *logJSON) member(v any) {
	b, err := compact(v)
	if err != nil && l.err == nil {
		l.err = err
	}
	l.put(string(b))
}

// compact is a value as JSON on one line.
func compact(v any) ([]byte, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("write the report: %w", err)
	}
	return b, nil
}

// Session writes one run.
func (l *logJSON) Session(s *logparse.Session) {
	if l.count > 0 {
		l.put(",")
	}
	l.count++
	l.put("\n")
	l.member(session(s, l.name, l.memo.Clean))
}

// Close ends the document.
func (l *logJSON) Close(r *Report) error {
	l.put("],\n\"files\":")
	l.member(files(r.Log))
	l.put(",\n\"strange\":")
	l.member(strangeJSON(r.Log))
	l.put(",\n\"story\":")
	l.member(r.storiesJSON())
	l.put(",\n\"verdicts\":")
	l.member(r.verdictsJSON(redact.Clean, text))
	l.put("}\n")
	return l.err
}

// text is all that a piece of evidence says.
func text(e checks.Evidence) string { return e.Text }

// files are the files of a log, which may be nil.
func files(log *logparse.Log) []fileJSON {
	list := []fileJSON{}
	if log == nil {
		return list
	}
	for i, f := range log.Files {
		list = append(list, fileJSON{redact.Clean(f.Path), f.Bytes, f.Lines, f.Encoding, f.Packed, f.From, f.To, f.NotUnderstood, repeatsJSON(log, i)})
	}
	return list
}
