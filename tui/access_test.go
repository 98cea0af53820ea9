package tui

import (
	"strings"
	"testing"
	"unicode"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"authdoctor/checks"
	"authdoctor/logparse"
)

// The tests whose names begin with TestAccess keep the rules of accessibility, by their numbers; some stand beside the screens,
// some with the built program in package main.

func TestAccess01TheFourSizesAreFilledExactly(t *testing.T) {
	for _, s := range shots {
		for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 40}, {200, 60}, {300, 90}} {
			rows := strings.Split(reach(t, s, size[0], size[1]).a.View(), "\n")
			if len(rows) != size[1] {
				t.Errorf("%s at %v: %d rows", s.name, size, len(rows))
			}
			for _, r := range rows {
				if ansi.StringWidth(r) > size[0] {
					t.Errorf("%s at %v: a row of %d cells", s.name, size, ansi.StringWidth(r))
				}
			}
		}
	}
}

func TestAccess02EveryStateIsAGlyphAndAWord(t *testing.T) {
	for _, ascii := range []bool{false, true} {
		g := newRig(t, newFake(), 80, 24, func(d *Deps) { d.Options.ASCII = ascii })
		seen := map[string]bool{}
		for _, st := range []checks.State{checks.Passed, checks.Warned, checks.Failed, checks.Skipped, checks.Unknown} {
			text, _ := g.a.t.state(st)
			glyphAndWord(t, text, ascii)
			if seen[text] {
				t.Errorf("%q stands for two states", text)
			}
			seen[text] = true
		}
		for o := range logparse.Outcomes {
			text, _ := g.a.t.outcome(logparse.Outcome(o))
			glyphAndWord(t, text, ascii)
		}
		for _, text := range []string{g.a.t.checking(), g.a.t.waiting()} {
			glyphAndWord(t, text, ascii)
		}
	}
}

// glyphAndWord fails the test unless a state has a sign and a word; in the plain set, "[ok]" is both.
func glyphAndWord(t *testing.T, text string, ascii bool) {
	t.Helper()
	sign, word, _ := strings.Cut(text, " ")
	if sign == "" || word == "" && text != "[ok]" && text != "[ok] " {
		t.Errorf("%q has no sign or no word", text)
	}
	for _, r := range text {
		if ascii && r > unicode.MaxASCII {
			t.Errorf("%q is not plain", text)
		}
	}
	if ansi.StringWidth(text) > stateWidth {
		t.Errorf("%q does not fit its column", text)
	}
}

func TestAccess03TheMarkedLineHasAnArrowToo(t *testing.T) {
	for _, s := range shots {
		g := reach(t, s, 80, 24, func(d *Deps) { d.Options.NoColor = false })
		for _, row := range strings.Split(g.a.View(), "\n") {
			at := strings.Index(row, "\x1b[7m")
			if at < 0 || strings.HasPrefix(s.name, "log") || strings.HasPrefix(s.name, "facts") || s.name == "password" || strings.HasPrefix(s.name, "step") {
				continue // a field's cursor, a sign of the strip, the number of a step: not a line to choose
			}
			first := strings.TrimLeft(ansi.Strip(row[at:]), " ")
			if !strings.HasPrefix(first, ">") && !strings.HasPrefix(strings.TrimLeft(ansi.Strip(row), " "), ">") && !continued(g.a.View(), row) {
				t.Errorf("%s: a line is marked by colour alone: %q", s.name, ansi.Strip(row))
			}
		}
	}
}

// continued says that a marked row goes on a marked one above it.
func continued(view, row string) bool {
	rows := strings.Split(view, "\n")
	for i, r := range rows {
		if r == row && i > 0 && strings.Contains(rows[i-1], "\x1b[7m") {
			return true
		}
	}
	return false
}

func TestAccess05NoSignOfAmbiguousWidthInAColumn(t *testing.T) {
	for _, s := range shots {
		for _, r := range ansi.Strip(reach(t, s, 120, 40).a.View()) {
			if r > unicode.MaxASCII && !unicode.IsLetter(r) && !strings.ContainsRune("✓✗‹›▌·│─└█→…–↑↓←“”", r) {
				t.Errorf("%s: %q is not one of the signs that every console can show", s.name, r)
			}
		}
	}
}

func TestAccess07TheFirstFrameStandsBeforeAnyCheckEnds(t *testing.T) {
	f := newFake()
	f.hold = true
	d := f.deps()
	d.Options.NoColor = true
	g := newRig(t, f, 80, 24)
	c := newChecklist(g.a, nil)
	g.a.push(c) // its commands have not run yet
	g.wants("0 of 10 checked", "waiting")
}

func TestAccess09TheSpinnerIsSlowAndStopsWhenNothingRuns(t *testing.T) {
	if frameTime.Milliseconds() < 100 {
		t.Errorf("a frame every %v: more than ten a second", frameTime)
	}
	g := newRig(t, newFake(), 80, 24).press("1")
	if len(g.a.works) != 0 {
		t.Fatalf("%d works go on after the checks", len(g.a.works))
	}
	g.a.ticking = true
	if _, cmd := g.a.Update(tick{}); cmd != nil || g.a.ticking {
		t.Error("the ticks go on though nothing runs")
	}
	if cmd := g.a.startTick(); cmd == nil {
		t.Error("the ticks cannot begin again")
	}
	quiet := newRig(t, newFake(), 80, 24, func(d *Deps) { d.Options.ReducedMotion = true })
	_, n := quiet.a.begin()
	before := quiet.a.spin()
	quiet.a.Update(tick{})
	if quiet.a.spin() != before {
		t.Error("with reduced motion the spinner moves")
	}
	quiet.a.stop(n)
}

func TestAccess09NothingTimesOutOnAReader(t *testing.T) {
	g := newRig(t, newFake(), 80, 24).press("1", "f", "1")
	before := g.a.View()
	for range 1000 {
		g.f.clock.now()
		g.a.Update(tick{})
	}
	if g.a.View() != before {
		t.Error("an answer was chosen for the reader")
	}
}

func TestAccess10TheMouseAndTheWheelDoNothing(t *testing.T) {
	g := newRig(t, newFake(), 80, 24).press("1")
	before := g.a.View()
	for _, b := range []tea.MouseButton{tea.MouseButtonLeft, tea.MouseButtonWheelDown} {
		g.send(tea.MouseMsg{Button: b, Action: tea.MouseActionPress, X: 3, Y: 3})
	}
	if g.a.View() != before {
		t.Error("a click changed the screen")
	}
}

func TestAccess11WhatIsCopiedHasNoBoxLines(t *testing.T) {
	for _, s := range shots {
		if s.name == "checklist-running" {
			continue
		}
		g := reach(t, s, 80, 24).press("c", "S")
		for _, text := range append(g.f.copies, g.f.saves...) {
			if strings.ContainsAny(text, "\x1b│─└█▌‹›") {
				t.Errorf("%s: copied %q", s.name, text)
			}
		}
	}
}
