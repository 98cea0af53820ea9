package plain

import (
	"slices"

	"authdoctor/checks/redact"
	"authdoctor/tui/say"
)

// summaryFile is the name under which the summary is saved.
const summaryFile = "authdoctor-summary.txt"

// summary shows what would leave this PC, then copies or saves it.
func (t *talk) summary() error {
	for {
		r := t.d.Report(t.env, t.current(), t.before, t.tried)
		r.Show = t.show
		text, hidden, err := t.d.Summary(r)
		if err != nil {
			t.say("%v", err)
			return nil
		}
		opts := []option{{key: "c", text: "copy"}, {key: "S", text: "save as a new file"}}
		if t.live() && len(hidden)+len(t.show) > 0 {
			opts = append(opts, option{key: "u", text: "why hidden; show a kind"})
		}
		i, err := t.choose(func() { t.summaryText(text, hidden) }, append(opts, option{key: "b", text: "back"})...)
		if err != nil {
			return err
		}
		switch i {
		case 0:
			t.handed("the summary", text)
			return nil
		case 1:
			path, err := t.d.Save(summaryFile, text)
			if err != nil {
				t.say("It could not be saved: %v", err)
				continue
			}
			t.say("Saved as %s", path)
			return nil
		}
		if err := back(t.showKind(hidden)); err != nil {
			return err
		}
	}
}

// summaryText says the summary and what was hidden in it.
func (t *talk) summaryText(text string, hidden []redact.Count) {
	t.say("This is what would leave this PC, and nothing else:")
	t.lines(text)
	for _, h := range hidden {
		name := h.Name
		if name == "" {
			name = "removed"
		}
		t.say("Hidden: %s, %s, %s.", h.Kind, name, say.Plural(h.Times, "time"))
	}
	for _, k := range t.show {
		t.say("Shown, as you chose: %s.", k)
	}
}

// showKind says why each kind is hidden and lets one be seen, or hidden again.
func (t *talk) showKind(hidden []redact.Count) error {
	kinds := slices.Clone(t.show)
	for _, h := range hidden {
		if !slices.Contains(kinds, h.Kind) {
			kinds = append(kinds, h.Kind)
		}
	}
	var opts []option
	var may []string
	for _, k := range kinds {
		if !redact.MayShow(k) {
			continue
		}
		verb := "show every "
		if slices.Contains(t.show, k) {
			verb = "hide every "
		}
		opts, may = append(opts, option{text: verb + k}), append(may, k)
	}
	i, err := t.choose(func() {
		for _, k := range kinds {
			t.say("%s: %s", k, say.WhyHidden(k))
		}
	}, append(opts, option{text: "leave it as it is"})...)
	if err != nil || i == len(may) {
		return err
	}
	if at := slices.Index(t.show, may[i]); at >= 0 {
		t.show = slices.Delete(t.show, at, at+1)
	} else {
		t.show = append(t.show, may[i])
	}
	return nil
}

// handed copies a text from which everything was hidden already that is to be, and says how.
func (t *talk) handed(what, text string) {
	way, err := t.d.Copy(redact.Clean(text))
	if err != nil {
		t.say("It could not be copied: %v", err)
		return
	}
	t.say("Copied %s to %s.", what, way)
}
