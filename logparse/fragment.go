package logparse

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// fragment makes a Log of a text without any stamp: what users paste, from one word to a whole window. There is always at least one
// failure, with all of the text as its message, so that signatures can match words that no code announces.
func (b *Builder) fragment() {
	lines := b.cleaned
	if lines == nil {
		lines = clean(keep(b.paste, maxFragment))
	}
	for len(lines) > 0 && strings.TrimSpace(lines[0].text) == "" {
		lines = lines[1:]
	}
	for len(lines) > 0 && strings.TrimSpace(lines[len(lines)-1].text) == "" {
		lines = lines[:len(lines)-1]
	}
	if !slices.ContainsFunc(lines, func(l cleaned) bool { return strings.TrimSpace(l.text) != "" && !isHeader([]byte(l.text)) }) {
		b.log.Begun = len(lines) > 0 // a header is no message
		return
	}
	b.log.Fragment = true
	b.log.Text = hideTickets(joined(lines))
	b.log.Loose = nil
	for _, part := range fragments(lines) {
		b.log.Loose = append(b.log.Loose, pasted(part, b.number))
		if len(b.log.Loose) == MaxFailures {
			break
		}
	}
	if len(b.log.Loose) > 0 { // what was not understood line by line was understood as a text
		b.log.NotUnderstood, b.log.Strange = 0, nil
		for i := range b.log.Files {
			b.log.Files[i].NotUnderstood = 0
		}
	}
}

// part is one message of a pasted text.
type part struct {
	line, last int
	coded      int // the line of its first code; else its first line
	text       string
	lines      []cleaned
}

// fragments cuts a pasted text where a further code begins another message. What stands before the first code belongs to it: the
// sentence often does.
func fragments(lines []cleaned) []part {
	var out []part
	from, code := 0, ""
	for i, line := range lines {
		next := lineCode(line.text)
		if code != "" && next != "" && next != code {
			out = append(out, partOf(lines[from:i]))
			from = i
		}
		if next != "" {
			code = next
		}
	}
	if from < len(lines) {
		out = append(out, partOf(lines[from:]))
	}
	return out
}

func partOf(lines []cleaned) part {
	p := part{line: lines[0].number, last: lines[len(lines)-1].last, coded: lines[0].number, text: strings.TrimSpace(joined(lines)), lines: lines}
	if i := slices.IndexFunc(lines, func(l cleaned) bool { return patterns().code.MatchString(l.text) }); i >= 0 {
		p.coded = lines[i].number
	}
	return p
}

// lineCode is the code that a line begins with, also after a method's name.
func lineCode(line string) string {
	b := trim([]byte(line))
	_, _, b = splitMethod(b)
	if isCode(b) {
		return string(b[:8])
	}
	return ""
}

var patterns = sync.OnceValue(func() (p struct{ code, answer, status, words, method *regexp.Regexp }) {
	p.code = regexp.MustCompile(`(?i)\bQBWC\s?(1\d{3})(?:\D|$)`)
	p.answer = regexp.MustCompile(`(?i)authRet\[1\]="([^"]*)"|<string>\s*(nvu|none|busy)\s*</string>`)
	p.status = regexp.MustCompile(`(?i)status ?code\W{1,3}(\d{1,5})|\b(?:error|status|code)\W{1,3}(3\d{3})\b|^\W{0,3}(3[0-3]\d\d)[ :.)-]{1,3}[A-Z"“]`)
	p.words = regexp.MustCompile(`(?i)^\W*(nvu|busy|none)\W*$`)
	p.method = regexp.MustCompile(`(?:QBWebConnector\.)?(?:[A-Za-z]+\.)?(do_[A-Za-z]+|UpdateThisScheduledApp|ProcessRequestXML|CheckCFNResponse|DoUpdate(?:Selected)?|ConnectToQB)\(`)
	return p
})

// pasted reads one message of a pasted text.
func pasted(p part, file int) Failure {
	re := patterns()
	f := Failure{File: file, Line: p.line, Last: p.last, Seconds: -1}
	f.Message, f.Lines = messageOf(p.lines)
	if m := re.code.FindStringSubmatch(p.text); m != nil {
		f.Code = "QBWC" + m[1]
		f.Line = p.coded
		f.Stage = stageOf(f.Code)
	}
	f.HResult = hresultIn([]byte(p.text))
	if m := re.answer.FindStringSubmatch(p.text); m != nil {
		f.Answer = strings.ToLower(m[1] + m[2])
	} else if m := re.words.FindStringSubmatch(p.text); m != nil {
		f.Answer = strings.ToLower(m[1])
	}
	if m := re.status.FindStringSubmatch(p.text); m != nil {
		f.Status, _ = strconv.Atoi(m[1] + m[2] + m[3])
	}
	if f.Code == "" {
		f.Line = p.lineOf(&f)
	}
	if m := re.method.FindString(p.text); m != "" {
		f.Source = strings.TrimSuffix(m, "(")
		if s := methodOf([]byte(strings.TrimPrefix(f.Source, prefix))).stage(); s != StageUnknown && f.Stage == StageUnknown {
			f.Stage = s
		}
	}
	if f.Stage == StageUnknown {
		switch {
		case f.Answer != "":
			f.Stage = StageAuthenticate
		case f.HResult != "":
			f.Stage = StageQuickBooks
		case f.Status != 0:
			f.Stage = StageReceiveResponse
		}
	}
	f.Inner = innermost(f.Message)
	f.Stack = stackIn(p.text)
	return f
}

// stackIn returns the first frames of a stack trace in a pasted text.
func stackIn(text string) string {
	var out []byte
	for line := range strings.SplitSeq(text, "\n") {
		if isFrame([]byte(line)) {
			out = join(out, trim([]byte(line)), maxStack)
		}
	}
	return keep(out, maxStack)
}

// stageOf says where a code belongs when nothing else does (qbwc.md names the moments of Intuit's guide).
func stageOf(code string) Stage {
	switch code {
	case "QBWC1000", "QBWC1001", "QBWC1002", "QBWC1003", "QBWC1004", "QBWC1010", "QBWC1022", "QBWC1023", "QBWC1024", "QBWC1025", "QBWC1026",
		"QBWC1027", "QBWC1039", "QBWC1048", "QBWC1051":
		return StagePairing
	case "QBWC1005", "QBWC1006", "QBWC1011", "QBWC1028", "QBWC1029", "QBWC1030", "QBWC1032", "QBWC1033", "QBWC1035", "QBWC1038":
		return StageStart
	case "QBWC1036", "QBWC1037", "QBWC1046":
		return StageClientVersion
	case "QBWC1012", "QBWC1040":
		return StageAuthenticate
	case "QBWC1007", "QBWC1008", "QBWC1009", "QBWC1013", "QBWC1014", "QBWC1015", "QBWC1021", "QBWC1034", "QBWC1045", "QBWC1053":
		return StageQuickBooks
	case "QBWC1041":
		return StageSendRequest
	case "QBWC1042", "QBWC1043":
		return StageReceiveResponse
	case "QBWC1044":
		return StageClose
	}
	return StageUnknown
}
