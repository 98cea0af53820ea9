package logparse

import "bytes"

// plain takes a line without a stamp, or a piece of one. inner: it is not the line's beginning; unfinished: the line goes on.
func (b *Builder) plain(line int, off int64, part []byte, inner, unfinished bool) {
	if !inner && line == 1 {
		part = bytes.TrimPrefix(part, utf8BOM)
	}
	if b.log.Stamped == 0 {
		b.keepPaste(part, inner)
	}
	text := trim(part)
	if !inner && !b.head.dump || !b.head.open {
		if b.unstamped(line, off, text) {
			return
		}
	} else if !inner && len(text) > 0 && text[0] == 'L' && isHeader(text) {
		b.unstamped(line, off, text)
		return
	}
	h := &b.head
	if !h.open {
		b.begin(line, off, b.own(mOrphan, nil, nil))
	}
	h.last = line
	if b.opt.OnEntry != nil {
		b.entry.add(part, inner)
	}
	if len(text) == 0 {
		return
	}
	switch {
	case !b.continues(h, line, part, text, unfinished):
		b.odd(line, part)
	case h.inRun && b.run.s != nil:
		b.reaches(line)
	}
}

// unstamped begins an entry with a line that has no stamp and is the first of one all the same: the header, or a line whose stamp was lost.
func (b *Builder) unstamped(line int, off int64, text []byte) bool {
	if len(text) < 8 {
		return false
	}
	switch text[0] {
	case 'L', 'T', 'P':
		if !isHeader(text) {
			return false
		}
	case 'Q':
		if isHeader(text) {
			break
		}
		if isCode(text) {
			if b.head.open && b.head.stamped && len(b.head.k.text) == 0 {
				return false // its first line has no text: this is where the entry was broken
			}
			b.endEntry()
			b.begin(line, off, b.own(mNone, nil, text))
			return true
		}
		fallthrough
	case 'U':
		m, name, rest := splitMethod(text)
		if m == mNone {
			return false
		}
		if m == mUnknown && !starts(name, prefix) {
			return false
		}
		b.endEntry()
		b.begin(line, off, b.own(m, name, rest))
		if m == mUnknown {
			b.odd(line, text)
		}
		return true
	default:
		return false
	}
	if b.head.open && b.head.m == mHeader {
		return false // its next line
	}
	b.endEntry()
	b.begin(line, off, b.own(mHeader, nil, nil))
	return true
}

func isHeader(text []byte) bool {
	return starts(text, "Log file initialized at") || starts(text, "Timestamp format used:") ||
		starts(text, "QBWebConnector ") && has(text, "initialized with its logging") || starts(text, "Please restart QBWebConnector")
}

// isCode says whether text begins with a code of the Web Connector.
func isCode(text []byte) bool {
	return len(text) >= 8 && string(text[:4]) == "QBWC" && twoDigits(text[4:]) < 100 && twoDigits(text[6:]) < 100
}

// continues takes a continuation line that is not blank, and says whether it was understood.
func (b *Builder) continues(h *head, line int, part, text []byte, unfinished bool) bool {
	if b.fail.on {
		b.fail.add(line, part, text)
		return true
	}
	if h.m == mHeader {
		return isHeader(text)
	}
	if text[0] == '<' || h.dump || b.xml.carrying() {
		if h.m == mAddBegin {
			b.pair.read(b, text)
		} else if h.inRun && (h.m == mReceive || h.m == mSend || h.m == mProcess) {
			b.xml.read(b, line, part, unfinished)
		}
		if isAnswer(text) {
			what := saysAnswered(text, b.intern)
			b.answered(h, &what)
		}
		return true
	}
	switch {
	case isCode(text):
		return b.generic(h, text)
	case starts(text, "HRESULT"), starts(text, "StackTrace"):
		b.begins(h, Failure{Stage: h.m.stage()}, nil)
		b.fail.add(line, part, text)
		return true
	case starts(text, announced): // under a line such as "SendRequestXML failed", without a code
		b.begins(h, Failure{Stage: h.m.stage()}, nil)
		b.fail.add(line, part, text)
		if h.m != mUnknown {
			b.failed(b.fail.f.Stage)
		}
		return true
	case has(text, "has started.") && starts(text, "QuickBooks Web Connector "):
		b.version(text)
		return true
	}
	switch h.m {
	case mProgram, mInfo, mAdd, mAddBegin, mSend, mReceive, mProcess, mFileLock, mModal, mConnect:
		return true // they write several lines: what they say, arguments, the text of a dialog
	}
	return text[len(text)-1] == '-' && starts(text, "--") // a rule that somebody drew
}

// odd counts a line that was not understood, and keeps the first of them.
func (b *Builder) odd(line int, text []byte) {
	b.head.strange = true
	if b.warned == line && b.file.NotUnderstood > 0 {
		return // a further piece of the same line
	}
	b.warned = line
	b.file.NotUnderstood++
	b.log.NotUnderstood++
	if len(b.log.Strange) < maxStrange {
		b.log.Strange = append(b.log.Strange, Line{File: b.number, Number: line, Text: hideTickets(keep(bytes.TrimRight(text, "\r"), maxLine))})
	}
}

// keepPaste collects the text of what may turn out to be a fragment.
func (b *Builder) keepPaste(part []byte, inner bool) {
	if room := maxFragment - len(b.paste); room > len(part) {
		if !inner && len(b.paste) > 0 {
			b.paste = append(b.paste, '\n')
		}
		b.paste = append(b.paste, bytes.TrimRight(part, "\r")...)
	}
}

// entryText collects the text of an entry for Options.OnEntry.
type entryText struct {
	buf []byte
	e   Entry
}

func (t *entryText) begin(h *head) {
	t.buf = append(t.buf[:0], h.k.text...)
	t.e = Entry{Offset: h.off, Source: keep(h.k.name, maxName)}
	if h.stamped {
		t.e.Time = at(h.sec)
	}
}

func (t *entryText) add(part []byte, inner bool) {
	if room := maxEntry - len(t.buf); room > 0 {
		if !inner && len(t.buf) > 0 {
			t.buf = append(t.buf, '\n')
		}
		part = bytes.TrimRight(part, "\r")
		t.buf = append(t.buf, part[:min(room, len(part))]...)
	}
}

func (t *entryText) end(h *head) *Entry {
	t.e.Span = Span{h.line, h.last}
	t.e.Known = !h.strange
	t.e.Text = t.buf
	if !validUTF8(t.buf) {
		t.e.Text = toUTF8(t.buf)
	}
	return &t.e
}
