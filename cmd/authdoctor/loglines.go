package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"authdoctor/checks/machine"
	"authdoctor/checks/redact"
	"authdoctor/logparse"
)

// maxShownLine bounds a line that is shown, in bytes; the rest of it is passed over.
const maxShownLine = 4 << 10

// eachLine calls visit for the lines of a log from the first on, until it says stop or the log ends.
func eachLine(ctx context.Context, path string, visit func(number int, text string) (more bool)) error {
	sources, err := machine.Open([]string{path}, bytes.NewReader(nil))
	if err != nil {
		return err
	}
	if len(sources) == 0 {
		return fmt.Errorf("%s: the file is no longer there", path)
	}
	file, err := sources[0].Open()
	if err != nil {
		return err
	}
	defer file.Close()
	lines := logparse.NewLines(file)
	for number := 1; ; number++ {
		if number%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		text, err := lines.Next(maxShownLine)
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("read %s: line %d: %w", path, number, err)
		case !visit(number, text):
			return nil
		}
	}
}

// logLines gives at most n lines of a log from line first on, cleaned.
func logLines(ctx context.Context, path string, first, n int) ([]logparse.Line, error) {
	var lines []logparse.Line
	err := eachLine(ctx, path, func(number int, text string) bool {
		if number >= first {
			lines = append(lines, logparse.Line{Number: number, Text: redact.Clean(text)})
		}
		return number < first+n-1
	})
	return lines, err
}

// findText gives the number of the nearest line after from that holds text, without regard to case; before from when back is
// set. 0: there is none.
func findText(ctx context.Context, path, text string, from int, back bool) (int, error) {
	text = strings.ToLower(text)
	hit := 0
	err := eachLine(ctx, path, func(number int, line string) bool {
		if back && number >= from {
			return false
		}
		if (back || number > from) && strings.Contains(strings.ToLower(line), text) {
			hit = number
			return back
		}
		return true
	})
	return hit, err
}
