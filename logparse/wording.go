package logparse

import (
	"encoding/binary"
	"strings"
)

// wording is what the text of a failure says, as it is kept.
type wording struct{ message, inner, stack string }

const (
	maxWordings = 256 // texts of failures remembered
	maxWording  = 2048
)

// words takes the text apart, or remembers what came of it before.
func (w *failing) words() wording {
	size := len(w.msg) + len(w.info) + len(w.stack)
	if size <= maxWording {
		w.key = binary.AppendUvarint(w.key[:0], uint64(len(w.msg)))
		w.key = binary.AppendUvarint(w.key, uint64(len(w.info)))
		w.key = append(append(append(w.key, w.msg...), w.info...), w.stack...)
		if t, ok := w.wordings[string(w.key)]; ok {
			return t
		}
	}
	var t wording
	t.message, t.inner = sentences(keep(w.msg, maxMessage), keep(w.info, maxInner))
	t.stack = keep(w.stack, maxStack)
	if size <= maxWording {
		if w.wordings == nil || len(w.wordings) >= maxWordings {
			w.wordings = map[string]wording{}
		}
		w.wordings[string(w.key)] = t
	}
	return t
}

// announced stands in front of the sentence of a failure that the line above it only names.
const announced = "Error message:"

// sentences says what the message and the innermost sentence of a failure are.
func sentences(msg, info string) (message, inner string) {
	msg = strings.TrimSpace(hideTickets(msg))
	info = strings.TrimSpace(hideTickets(info))
	if first, rest, ok := strings.Cut(msg, "\n"); ok && isPreamble(first) {
		msg = strings.TrimSpace(rest)
	}
	if rest, ok := strings.CutPrefix(msg, announced); ok {
		msg = strings.TrimSpace(rest)
	}
	inner = innermost(msg)
	if inner == "" {
		inner = innermost(info)
	}
	if msg == "" || isPreamble(msg) && info != "" {
		msg = info
	}
	return msg, inner
}

// isPreamble says whether a line only announces the sentence on the next one.
func isPreamble(line string) bool {
	line = strings.ToLower(strings.TrimSpace(line))
	for _, end := range []string{"error message.", "error message:", "error message", "to application:", "failed"} {
		if strings.HasSuffix(line, end) {
			return true
		}
	}
	return false
}

// innermost returns the sentence after the last "--->", without the stack below it; empty where there is none.
func innermost(s string) string {
	i := strings.LastIndex(s, "--->")
	if i < 0 {
		return ""
	}
	s = strings.TrimSpace(s[i+len("--->"):])
	var out []string
	for line := range strings.SplitSeq(s, "\n") {
		if len(out) > 0 && (isFrame([]byte(line)) || strings.HasPrefix(strings.TrimSpace(line), "---") || looksLikeFrame(line)) {
			break
		}
		out = append(out, strings.TrimSpace(line))
	}
	s = strings.Join(out, "\n")
	if len(s) > maxInner {
		s = keep([]byte(s), maxInner)
	}
	return s
}

// looksLikeFrame knows a frame whose indent was lost.
func looksLikeFrame(line string) bool { return isFrame([]byte(" " + line)) }
