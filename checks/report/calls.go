package report

import (
	"math"

	"authdoctor/logparse"
)

// callJSON is one call of a run in the document authdoctor.log/v1. Of the many calls of a long exchange with QuickBooks it
// has the first ones, and the last.
type callJSON struct {
	Call     logparse.Stage `json:"call"`
	Line     int            `json:"line"`
	File     *int           `json:"file,omitempty"` // where it is not that of its run
	Seconds  *float64       `json:"seconds,omitempty"`
	Answered bool           `json:"answered"`
	Answer   string         `json:"answer,omitempty"` // never a ticket
}

// mostCalls bounds the calls that are written of one run.
const mostCalls = 8

func calls(s *logparse.Session, clean func(string) string) []callJSON {
	if len(s.Calls) == 0 {
		return nil
	}
	list := make([]callJSON, 0, min(len(s.Calls), mostCalls))
	for i := range s.Calls {
		if i >= mostCalls-1 && i < len(s.Calls)-1 {
			continue
		}
		c := &s.Calls[i]
		list = append(list, callJSON{Call: c.Stage, File: otherFile(s.File, c.File), Line: c.Line, Seconds: seconds(c.Seconds), Answered: c.Answered, Answer: clean(c.Answer)})
	}
	return list
}

// seconds is a duration in thousandths of a second; nil where it is not known.
func seconds(s float64) *float64 {
	if s < 0 {
		return nil
	}
	s = math.Round(s*1000) / 1000
	return &s
}

// startedBy says who started a run; empty where the log does not show its beginning.
func startedBy(s *logparse.Session) string {
	switch {
	case s.Manual:
		return "hand"
	case s.Scheduled:
		return "schedule"
	}
	return ""
}
