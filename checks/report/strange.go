package report

import (
	"fmt"
	"path/filepath"

	"authdoctor/checks/redact"
	"authdoctor/logparse"
)

// fewStrange is how many lines that nobody understood the short report quotes; the long one quotes all that were kept.
const fewStrange = 3

// strange writes how many lines nobody understood, and the first of them.
func (r *Report) strange(p *page) {
	if r.Log == nil {
		return
	}
	p.line(cut(fmt.Sprintf("NOT UNDERSTOOD  %s", plural(r.Log.NotUnderstood, "line")), p.width))
	shown := r.Log.Strange
	if !p.all {
		shown = shown[:min(len(shown), fewStrange)]
	}
	for _, s := range shown {
		p.quoted(2, strangeAt(r.Log, s)+"  "+redact.Clean(s.Text))
	}
	switch more := r.Log.NotUnderstood - len(shown); {
	case more <= 0:
	case len(shown) < len(r.Log.Strange):
		p.line(cut(fmt.Sprintf("  … %d more: authdoctor log --verbose FILE", more), p.width))
	default:
		p.line(cut(fmt.Sprintf("  … %d more, which were counted only", more), p.width))
	}
}

// strangeAt says where a line stands: its number, with the file's name where there are several files.
func strangeAt(log *logparse.Log, s logparse.Line) string {
	if len(log.Files) < 2 || s.File < 0 || s.File >= len(log.Files) {
		return fmt.Sprint(s.Number)
	}
	return fmt.Sprintf("%s:%d", redact.Clean(filepath.Base(log.Files[s.File].Path)), s.Number)
}

// lineJSON is one line of a log in the document authdoctor.log/v1.
type lineJSON struct {
	File int    `json:"file"` // which of the document's files, from 0 on
	Line int    `json:"line"`
	Text string `json:"text"`
}

// strangeJSON are the lines that nobody understood, as far as they were kept.
func strangeJSON(log *logparse.Log) []lineJSON {
	list := []lineJSON{}
	if log == nil {
		return list
	}
	for _, s := range log.Strange {
		list = append(list, lineJSON{s.File, s.Number, redact.Clean(s.Text)})
	}
	return list
}
