package cause

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// maxMessage bounds how much of a message is looked at, in bytes. A failure's sentence is a few hundred; a page of HTML that a
// server sent in its place names itself in its head.
const maxMessage = 32 << 10

// noStage is the word for a stage that is not known, as the JSON contract has it.
const noStage = "unknown"

// arrow is what .NET writes between an exception and the one that caused it.
const arrow = "--->"

// Describe makes a Symptom of a pasted text: code, HRESULT, answer, status and innermost sentence are found in it.
func Describe(text string) Symptom {
	return complete(Symptom{Message: text, Fragment: true, Seconds: -1})
}

// complete fills what the message itself says and the caller left empty.
func complete(s Symptom) Symptom {
	s.Message = squeeze(s.Message)
	s.Inner = squeeze(s.Inner)
	if s.Inner == "" {
		s.Inner = innermost(s.Message)
	} else if !strings.Contains(s.Message, s.Inner) {
		s.Message += " " + arrow + " " + s.Inner
	}
	if s.Code == "" {
		s.Code = strings.ToUpper(codeInText.FindString(s.Message))
	}
	if s.HResult == "" {
		s.HResult = hresultInText(s.Message)
	} else if n, ok := ParseHResult(s.HResult); ok {
		s.HResult = n
	}
	if s.Answer == "" {
		if m := answerInText.FindStringSubmatch(s.Message); m != nil {
			s.Answer = strings.ToLower(m[1])
		}
	}
	if s.Status == 0 {
		if m := statusInText.FindStringSubmatch(s.Message); m != nil {
			s.Status, _ = strconv.Atoi(m[1] + m[2] + m[3]) // three to five digits: always a number
		}
	}
	if s.Stage == "" || s.Stage == noStage {
		s.Stage = cmp.Or(stageOfCode[s.Code], noStage)
	}
	return s
}

var (
	codeInText   = regexp.MustCompile(`(?i)\bQBWC\d{4}\b`)
	answerInText = regexp.MustCompile(`(?i)authRet\[1\]\s*=\s*"(nvu|none|busy)"`)
	statusInText = regexp.MustCompile(`(?i)\bstatusCode\s*=\s*["']?(\d{3,5})\b|\b(?:error|status(?: code)?|code)[ :=#]+(3\d{3})\b|^\W{0,3}(3[0-3]\d\d)[ :.)-]{1,3}[A-Z"“]`)
)

// stageOfCode says in which call a code is written (Web Connector Programmer's Guide, appendix A): the Web Connector has one for each.
var stageOfCode = map[string]string{
	"QBWC1036": "clientVersion", "QBWC1037": "clientVersion", "QBWC1046": "clientVersion",
	"QBWC1012": "authenticate", "QBWC1040": "authenticate",
	"QBWC1041": "sendRequestXML", "QBWC1042": "receiveResponseXML", "QBWC1044": "closeConnection",
}

// squeeze bounds a text and makes every run of white space one blank, so that a sentence that was wrapped on its way still fits.
func squeeze(text string) string {
	if len(text) > maxMessage {
		text = strings.ToValidUTF8(text[:maxMessage], "")
	}
	return strings.Join(strings.Fields(text), " ")
}

// innermost is the sentence after the last arrow, up to the stack trace below it.
func innermost(message string) string {
	at := strings.LastIndex(message, arrow)
	if at < 0 {
		return ""
	}
	inner := message[at+len(arrow):]
	if end := strings.Index(inner, " --- "); end >= 0 { // "--- End of inner exception stack trace ---", in any language
		inner = inner[:end]
	}
	return strings.TrimSpace(inner)
}

var (
	hexCode     = regexp.MustCompile(`(?i)(?:\b0[x×]|&H)([0-9a-f]{8})\b|\b(80[0-9a-f]{6})\b`)
	decimalCode = regexp.MustCompile(`(?:^|[^\w.])-(214\d{7})\b`)
	wholeNumber = regexp.MustCompile(`^(?:-214\d{7}|214\d{7})$`)
)

func hresultInText(text string) string {
	if m := hexCode.FindStringSubmatch(text); m != nil {
		return normal(m[1] + m[2])
	}
	if m := decimalCode.FindStringSubmatch(text); m != nil {
		n, _ := ParseHResult("-" + m[1])
		return n
	}
	return ""
}

// ParseHResult reads an HRESULT in any notation that people paste: 0x80040408, 80040408, 0×80040408 (with a multiplication
// sign), &H80040408, and in decimals with or without the sign (-2147220472, 2147746824). It returns it as 0x80040408, hexadecimal
// digits in capitals, and false where the text is something else or a success code.
func ParseHResult(text string) (string, bool) {
	text = strings.TrimSpace(text)
	if wholeNumber.MatchString(text) {
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil || n < -1<<31 || n >= 0 && n < 1<<31 {
			return "", false
		}
		return fmt.Sprintf("0x%08X", uint32(n)), true
	}
	m := hexCode.FindStringSubmatchIndex(text)
	if m == nil || m[0] != 0 || m[1] != len(text) {
		return "", false
	}
	digits := hexCode.FindStringSubmatch(text)
	return normal(digits[1] + digits[2]), true
}

func normal(digits string) string { return "0x" + strings.ToUpper(digits) }
