package machine

import (
	"path/filepath"
	"strings"

	"authdoctor/checks/lazyregexp"
)

// turnedOver is what stands behind the name of a log that was full or is an older copy: QWCLog.txt.1, QWCLog.old, QWCLog.txt.2025-05-19,
// QWCLog.txt-20250519.
var turnedOver = lazyregexp.New(`^(.+?)(?:\.(?:\d{1,3}|old|bak)|[._-]\d{4}-?\d\d-?\d\d(?:[T._-]?\d{2,6})?)$`)

// MayBeLog says whether a file in a folder may be a log by its name: a text, a packed file, or either of them turned over. What is in it
// decides.
func MayBeLog(name string) bool {
	low := strings.ToLower(name)
	for {
		switch filepath.Ext(low) {
		case ".txt", ".log", ".gz", ".zip":
			return true
		}
		m := turnedOver.FindStringSubmatch(low)
		if m == nil {
			return false
		}
		if low = m[1]; strings.HasPrefix(low, "qwclog") {
			return true
		}
	}
}
