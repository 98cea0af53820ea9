package cause

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
)

//go:embed codes.yaml
var codesFile []byte

var loadCodes = sync.OnceValues(func() (map[string]string, error) {
	codes := map[string]string{}
	err := yaml.Unmarshal(codesFile, &codes)
	return codes, err
})

// anyCode finds a code of the Web Connector, also one that was copied with a blank in it.
var anyCode = regexp.MustCompile(`(?i)\bQBWC\s?(\d{4})\b`)

// CodeIn is the first code of the Web Connector in a text, and what it says by itself, in a sentence or two. Both are empty
// where there is none; the meaning alone is empty for a code that no document describes (QBWC1047, and those above QBWC1048
// but QBWC1051).
func CodeIn(text string) (code, meaning string) {
	m := anyCode.FindStringSubmatch(text)
	if m == nil {
		return "", ""
	}
	code = "QBWC" + m[1]
	codes, err := loadCodes()
	if err != nil {
		return code, ""
	}
	return code, strings.TrimSpace(codes[code])
}
