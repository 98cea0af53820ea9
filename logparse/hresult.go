package logparse

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

var hresults = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b0\s?[x×]\s?([0-9a-f]{8})\b|\b(80(?:04|01)[0-9a-f]{4})\b|(-2147\d{6})\b`)
})

// hresultIn finds the number that QuickBooks or COM gives for a refusal, in any notation that it is quoted in: 0x80040408, without 0x, with a
// multiplication sign for x, or in decimals. It is returned as "0x80040408" in upper-case digits; empty where there is none. The numbers of
// .NET's own exceptions (0x8013…, -2146233079) and 0 are none.
func hresultIn(text []byte) string {
	for _, m := range hresults().FindAllSubmatch(text, 8) {
		digits := strings.ToUpper(string(m[1]) + string(m[2]))
		if len(m[3]) > 0 {
			n, err := strconv.ParseInt(string(m[3]), 10, 32)
			if err != nil {
				continue
			}
			digits = fmt.Sprintf("%08X", uint32(n))
		}
		if strings.HasPrefix(digits, "8") && !strings.HasPrefix(digits, "8013") {
			return "0x" + digits
		}
	}
	return ""
}
