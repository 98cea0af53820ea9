package tui

import (
	"github.com/charmbracelet/lipgloss"

	"authdoctor/checks"
	"authdoctor/logparse"
)

// Theme is how things look: styles by role, and one sign and one word for each state. Colours are the terminal's own 1 to 6 and
// its default, which are readable on black, white and Solarized; no meaning is in a colour alone.
type Theme struct {
	title, good, bad, warn, note, keys, mark, dim lipgloss.Style

	ascii, plain bool
	g            glyphs
}

// glyphs are the signs outside ASCII, with their plain stand-ins.
type glyphs struct {
	proof, branch, bar, rule, block, arrow, more, less, past, dot string
	frames                                                        []string // of the spinner
}

var (
	fullGlyphs = glyphs{proof: "▌", branch: "└", bar: "│", rule: "─", block: "█", arrow: "→", more: "›", less: "‹", past: "‹", dot: "·",
		frames: []string{"|", "/", "–", "\\"}}
	asciiGlyphs = glyphs{proof: "*", branch: "+", bar: "|", rule: "-", block: "#", arrow: "->", more: ">", less: "<", past: "<", dot: "-",
		frames: []string{"|", "/", "-", "\\"}}
)

// newTheme builds the styles from the renderer of the terminal that they are for.
func newTheme(r *lipgloss.Renderer, o Options) *Theme {
	col := func(c string) lipgloss.Style { return r.NewStyle().Foreground(lipgloss.Color(c)) }
	t := &Theme{
		title: r.NewStyle().Bold(true), good: col("2"), bad: col("1").Bold(true), warn: col("3"), note: col("6"), keys: col("6"),
		mark: r.NewStyle().Reverse(true), dim: r.NewStyle().Faint(true), ascii: o.ASCII, plain: o.NoColor, g: fullGlyphs,
	}
	if o.ASCII {
		t.g = asciiGlyphs
	}
	return t
}

// stateWidth is the cells of the column of states, in both sets of signs.
const stateWidth = 13

// sign gives a state's sign for both sets.
func (t *Theme) sign(full, ascii string) string {
	if t.ascii {
		return ascii
	}
	return full
}

func (t *Theme) okSign() string      { return t.sign("✓", "[ok]") }
func (t *Theme) problemSign() string { return t.sign("✗", "[X]") }
func (t *Theme) unknownSign() string { return t.sign("!", "[!]") }
func (t *Theme) waitSign() string    { return t.sign("·", "[ ]") }

// state is sign and word of a check that has finished.
func (t *Theme) state(s checks.State) (string, lipgloss.Style) {
	switch s {
	case checks.Passed:
		return t.sign("✓ ok", "[ok]"), t.good
	case checks.Warned:
		return t.sign("~", "[~]") + " warning", t.warn
	case checks.Failed:
		return t.problemSign() + " problem", t.bad
	case checks.Skipped:
		return t.sign("–", "[-]") + " skipped", t.dim
	default: // Unknown and Broken: our limit, never the customer's fault
		return t.unknownSign() + " not known", t.warn
	}
}

// outcome is sign and word of a run in the log.
func (t *Theme) outcome(o logparse.Outcome) (string, lipgloss.Style) {
	switch o {
	case logparse.OK:
		return t.sign("✓ ok", "[ok]"), t.good
	case logparse.NoWork:
		return t.sign("✓ no work", "[ok] no work"), t.good
	case logparse.Failed:
		return t.problemSign() + " failed", t.bad
	case logparse.Postponed:
		return t.sign("~", "[~]") + " postponed", t.warn
	default:
		return t.sign("–", "[-]") + " cut off", t.dim
	}
}

// checking is sign and word of a check that runs.
func (t *Theme) checking() string { return t.sign("…", "[..]") + " checking" }

// waiting is sign and word of a check that has not begun.
func (t *Theme) waiting() string { return t.waitSign() + " waiting" }

// plainStyle is the style of ordinary text, from the terminal's own renderer.
func (t *Theme) plainStyle() lipgloss.Style { return t.title.Bold(false) }
