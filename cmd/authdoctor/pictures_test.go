//go:build !windows

package main

import (
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hinshun/vt10x"
)

// pictures is where the pictures of the README are written; empty writes none. .ci/pictures gives it.
var pictures = flag.String("pictures", "", "write the pictures of the main screens to this folder")

// pictureFolder is where they are kept, from here.
const pictureFolder = "../../.pictures"

// A picture is one screen of the real program in a pseudo-terminal, on a built-in example.
var shownScreens = []struct {
	name  string
	keys  []string
	wants string
}{
	{"result", nil, "CAUSE"},
	{"proof", []string{"\r"}, "How we know"},
	{"step", []string{"f", "1", "1", "1"}, "EXPECT"},
	{"log", []string{"v"}, "started"},
	{"summary", []string{"s"}, "what leaves this PC"},
	{"expert", []string{"x"}, "CHECKS"},
	{"start", []string{"\x1b"}, "What would you like to do?"},
}

// The README's pictures are there, and are what the program draws: with -pictures they are made anew.
func TestPictures(t *testing.T) {
	if *pictures != "" {
		for _, p := range shownScreens {
			cols, rows := 100, 30
			if p.name == "expert" || p.name == "log" {
				cols, rows = 120, 36
			}
			x := start(t, cols, rows, nil, "demo", "http-to-https")
			x.until("CAUSE")
			x.press(p.keys...)
			x.until(p.wants)
			x.settled()
			x.mu.Lock()
			svg := drawn(x.vt, cols, rows, "authdoctor: "+p.name)
			x.mu.Unlock()
			if err := os.WriteFile(filepath.Join(*pictures, p.name+".svg"), []byte(svg), 0o644); err != nil {
				t.Fatal(err)
			}
			x.press("\x03")
			x.exit()
		}
	}
	for _, p := range shownScreens {
		f, err := os.Open(filepath.Join(pictureFolder, p.name+".svg"))
		if err != nil {
			t.Error(err)
			continue
		}
		var text strings.Builder
		d := xml.NewDecoder(f)
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Errorf("%s.svg: %v", p.name, err)
				break
			}
			if c, ok := token.(xml.CharData); ok {
				text.Write(c)
			}
		}
		f.Close()
		if !strings.Contains(text.String(), p.wants) {
			t.Errorf("%s.svg does not show %q", p.name, p.wants)
		}
	}
}

// The cells of a picture, in its units, and the colours of a dark terminal: the sixteen of the Windows console.
const (
	cellWidth, cellHeight = 8.4, 18.0
	paper, ink            = "#0c0c0c", "#cccccc"
)

var palette = [16]string{"#0c0c0c", "#c50f1f", "#13a10e", "#c19c00", "#0037da", "#881798", "#3a96dd", "#cccccc",
	"#767676", "#e74856", "#16c60c", "#f9f1a5", "#3b78ff", "#b4009e", "#61d6d6", "#f2f2f2"}

// colour is what a cell's colour looks like.
func colour(c vt10x.Color) string {
	switch {
	case c < 16:
		return palette[c]
	case c == vt10x.DefaultBG:
		return paper
	}
	return ink
}

// boldCell is the bit of a cell's mode that says that it is bold.
const boldCell = 1 << 2

// drawn is a terminal's screen as an SVG of real text: it can be read aloud, searched and scaled.
func drawn(vt vt10x.Terminal, cols, rows int, title string) string {
	var b strings.Builder
	w, h := float64(cols)*cellWidth+24, float64(rows)*cellHeight+24
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" width="%.0f" height="%.0f" role="img">`+"\n<title>%s</title>\n", w, h, w, h, title)
	fmt.Fprintf(&b, `<rect width="%.0f" height="%.0f" rx="8" fill="%s"/>`+"\n", w, h, paper)
	b.WriteString(`<g font-family="Cascadia Mono, Consolas, Menlo, DejaVu Sans Mono, monospace" font-size="14">` + "\n")
	for y := range rows {
		for x := 0; x < cols; {
			first := vt.Cell(x, y)
			end := x
			var text strings.Builder
			for end < cols {
				c := vt.Cell(end, y)
				if c.FG != first.FG || c.BG != first.BG || c.Mode&boldCell != first.Mode&boldCell {
					break
				}
				if c.Char == 0 {
					c.Char = ' '
				}
				text.WriteRune(c.Char)
				end++
			}
			span(&b, first, text.String(), x, y, end-x)
			x = end
		}
	}
	b.WriteString("</g>\n</svg>\n")
	return b.String()
}

// span draws cells of one look.
func span(b *strings.Builder, c vt10x.Glyph, text string, x, y, n int) {
	left, top := 12+float64(x)*cellWidth, 12+float64(y)*cellHeight
	if bg := colour(c.BG); bg != paper {
		fmt.Fprintf(b, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="%s"/>`+"\n", left, top, float64(n)*cellWidth, cellHeight, bg)
	}
	fg := colour(c.FG)
	if c.FG == vt10x.DefaultBG { // reverse video: the paper's colour on ink
		fg = paper
	}
	weight := ""
	if c.Mode&boldCell != 0 {
		weight = ` font-weight="bold"`
	}
	// Viewers make one blank of several, so a text is drawn from one wide gap to the next.
	for at, rest := 0, []rune(text); len(rest) > 0; {
		word := rest
		if gap := strings.Index(string(rest), "  "); gap >= 0 {
			word = []rune(string(rest)[:gap])
		}
		if len(word) == 0 || word[0] == ' ' {
			at, rest = at+1, rest[1:]
			continue
		}
		fmt.Fprintf(b, `<text x="%.1f" y="%.1f" textLength="%.1f" fill="%s"%s>`, left+float64(at)*cellWidth, top+13.5, float64(len(word))*cellWidth, fg, weight)
		_ = xml.EscapeText(b, []byte(string(word)))
		b.WriteString("</text>\n")
		at, rest = at+len(word), rest[len(word):]
	}
}
