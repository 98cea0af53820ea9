package logparse

import (
	"bytes"
	"strings"
)

// fewBars is from how many lines on bars at their ends are those of a table: the Web Connector ends no line with one.
const fewBars = 2

// unbar takes off the cell bars at the ends of lines, which the copy of a page leaves that shows a text as a table, a row a line. The lines with a stamp say
// whether it is one, or all lines of a text that has no stamp.
func unbar(lines []cleaned) []cleaned {
	stamps, barred, all, allBarred := 0, 0, 0, 0
	var c clock
	for _, l := range lines {
		bar := strings.HasSuffix(l.text, "|")
		if strings.TrimSpace(l.text) != "" {
			all++
			allBarred += one(bar)
		}
		if c.stampIn([]byte(l.text), 0) >= 0 {
			stamps++
			barred += one(bar)
		}
	}
	if stamps == 0 {
		stamps, barred = all, allBarred
		if barred < all {
			return lines
		}
	}
	if !tabled(barred, stamps) {
		return lines
	}
	for i := range lines {
		if strings.HasSuffix(lines[i].text, "|") {
			lines[i].text = strings.TrimRight(lines[i].text, "| \t")
		}
	}
	return lines
}

// tabled says whether so many lines of these that end with a bar make a table.
func tabled(barred, of int) bool { return barred >= fewBars && barred*decorated >= of }

func endsInBar(line []byte) bool { return bytes.HasSuffix(trimRight(line), []byte{'|'}) }

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}
