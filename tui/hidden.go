package tui

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"authdoctor/checks/redact"
	"authdoctor/tui/say"
)

// hiddenKind is one kind of thing that was hidden in the summary, or that the person lets be seen.
type hiddenKind struct {
	kind  string
	names []string // the stable names that stand for the things
	times int
	shown bool
}

// kindsOf sorts what was hidden by kind, in the order in which it came; what is shown comes last.
func kindsOf(hidden []redact.Count, show []string) []hiddenKind {
	var out []hiddenKind
	for _, c := range hidden {
		i := slices.IndexFunc(out, func(k hiddenKind) bool { return k.kind == c.Kind })
		if i < 0 {
			i = len(out)
			out = append(out, hiddenKind{kind: c.Kind})
		}
		out[i].times += c.Times
		if c.Name != "" {
			out[i].names = append(out[i].names, c.Name)
		}
	}
	for _, kind := range show {
		if !slices.ContainsFunc(out, func(k hiddenKind) bool { return k.kind == kind }) {
			out = append(out, hiddenKind{kind: kind, shown: true})
		}
	}
	return out
}

// mayShow says whether the marked kind can be shown, or hidden again.
func (s *summaryScreen) mayShow() bool {
	return s.kind < len(s.kinds) && redact.MayShow(s.kinds[s.kind].kind) && s.a.live()
}

// toggle shows a kind, or hides it again, and makes the summary anew.
func (s *summaryScreen) toggle() tea.Cmd {
	if s.kind >= len(s.kinds) {
		return nil
	}
	k, j := s.kinds[s.kind], s.a.job
	switch {
	case !redact.MayShow(k.kind):
		s.a.say("A " + k.kind + " is never shown.")
		return nil
	case !s.mayShow():
		s.a.say("What was hidden in a bundle is not in it, so it can't be shown here.")
		return nil
	case slices.Contains(j.show, k.kind):
		j.show = slices.DeleteFunc(j.show, func(x string) bool { return x == k.kind })
	default:
		j.show = append(j.show, k.kind)
	}
	return s.Init()
}

// hiddenPart lists what was hidden by kind; of the marked one it says why.
func (s *summaryScreen) hiddenPart() part {
	t, w := s.a.t, s.textWidth()
	if len(s.kinds) == 0 {
		return part{lines: say.Wrap("No name, address of a person or secret stood in it.", w), later: true}
	}
	p := part{lines: say.Wrap("Hidden, wherever it stood. The same thing always gets the same name; tab says why.", w), later: true}
	for i, k := range s.kinds {
		what := say.Plural(k.times, "time")
		switch {
		case k.shown:
			what = "shown, as you chose"
		case len(k.names) > 0:
			what += ": " + say.One(strings.Join(k.names, " "))
		default:
			what += ", removed"
		}
		line := "  " + t.pad(say.One(k.kind), 18) + what
		if !s.below || i != s.kind {
			p.lines = append(p.lines, t.cut(line, s.w-2))
			continue
		}
		p.cursor = len(p.lines) + 1
		p.lines = append(p.lines, t.mark.Render(t.cut(">"+line[1:], s.w-2)))
		why := say.WhyHidden(k.kind)
		if s.mayShow() {
			why += map[bool]string{true: " Press space to hide it again.", false: " Press space to show it all the same."}[k.shown]
		}
		p.lines = append(p.lines, para("    ", why, w)...)
	}
	p.later = !s.below
	return p
}
