package plain

import (
	"context"
	"strings"
	"time"

	"authdoctor/logparse"
	"authdoctor/tui"
	"authdoctor/tui/say"
)

// lines shows lines of a file from one on, a page at a time.
func (v *logTalk) lines(file, first int) error {
	files := v.env.Log.Files
	if file < 0 || file >= len(files) {
		return nil
	}
	for {
		got, err := v.d.LogText(v.ctx, files[file].Path, first, pageLines)
		if err != nil {
			v.say("%v", err)
			return nil
		}
		show := func() {
			for _, l := range got {
				v.say("%d %s", l.Number, l.Text)
			}
			if len(got) == 0 {
				v.say("These lines are not in the file.")
			}
		}
		opts := []option{{key: "b", text: "back to the runs"}}
		if len(got) == pageLines {
			opts = append([]option{{key: "m", text: "more lines"}}, opts...)
		}
		if first > 1 {
			opts = append([]option{{key: "u", text: "lines before"}}, opts...)
		}
		v.quiet = true
		if len(opts) == 1 {
			show() // that is all there is
			return nil
		}
		i, err := v.choose(show, opts...)
		if err != nil {
			return err
		}
		if opts[i].key == "m" {
			first += pageLines
		} else {
			first = max(1, first-pageLines)
		}
	}
}

// find asks for a text and shows the lines around each hit, file after file.
func (v *logTalk) find() error {
	text, err := v.ask("Which text? Upper and lower case are the same:")
	if err != nil || text == "" {
		return err
	}
	for i, f := range v.env.Log.Files {
		for from := 0; ; {
			hit, err := v.d.FindText(v.ctx, f.Path, text, from, false)
			if err != nil {
				v.say("%v", err)
				return nil
			}
			if hit == 0 {
				break
			}
			got, err := v.d.LogText(v.ctx, f.Path, hit, 1)
			if err != nil {
				v.say("%v", err)
				return nil
			}
			at, err := v.choose(func() {
				for _, l := range got {
					v.say("%d %s", l.Number, l.Text)
				}
			}, option{key: "n", text: "next"}, option{key: "o", text: "lines around it"})
			if err != nil {
				return err
			}
			if at == 1 {
				if err := back(v.lines(i, max(1, hit-5))); err != nil {
					return err
				}
			}
			from = hit
		}
	}
	v.say("Not found further on: %s", text)
	return nil
}

// picks asks which runs to list.
func (v *logTalk) picks() error {
	opts := []option{{text: "all runs"}}
	acts := []func(){func() { v.pick(func(*tui.LogRun) bool { return true }, "") }}
	for _, o := range []logparse.Outcome{logparse.Failed, logparse.OK, logparse.NoWork, logparse.Postponed, logparse.CutOff} {
		opts = append(opts, option{text: "only " + o.String()})
		acts = append(acts, func() { v.pick(func(r *tui.LogRun) bool { return r.Outcome == o }, o.String()) })
	}
	for i, name := range v.runs.Apps {
		if len(v.runs.Apps) < 2 || i >= 20 {
			break
		}
		opts = append(opts, option{text: "only " + name})
		acts = append(acts, func() { v.pick(func(r *tui.LogRun) bool { return int(r.App) == i }, name) })
	}
	i, err := v.choose(func() { v.say("Which runs?") }, opts...)
	if err == nil {
		acts[i]()
	}
	return err
}

// pageDays is how many days are said: the newest ones.
const pageDays = 14

// days says for each day how the runs ended, in which hours they failed, and the slowest log-in.
func (v *logTalk) days() {
	type day struct {
		name     string
		outcomes [logparse.Outcomes]int
		hours    []string
		slowest  float32
	}
	var list []day
	for _, at := range v.view {
		r := v.runs.Newest(at)
		if r.Start == 0 {
			continue
		}
		local := v.clock().Local(r.Began())
		name := local.Format("2 Jan 2006")
		if n := len(list); n == 0 || list[n-1].name != name {
			if n == pageDays {
				break
			}
			list = append(list, day{name: name, slowest: -1})
		}
		d := &list[len(list)-1]
		d.outcomes[r.Outcome]++
		d.slowest = max(d.slowest, r.Login)
		if hour := local.Format("15"); r.Outcome == logparse.Failed && (len(d.hours) == 0 || d.hours[len(d.hours)-1] != hour) {
			d.hours = append(d.hours, hour)
		}
	}
	limit := ""
	if s := v.env.Case.Vendor; s != nil && s.Limit.Seconds > 0 {
		limit = " of " + say.Seconds(s.Limit.Duration()) + " allowed"
	}
	for _, d := range list {
		text := strings.TrimPrefix(say.Tally(d.outcomes), ", ")
		if len(d.hours) > 0 {
			text += "; failed in the hours " + strings.Join(d.hours, ", ")
		}
		if d.slowest >= 0 {
			text += "; slowest log-in " + say.Seconds(time.Duration(d.slowest*float32(time.Second))) + limit
		}
		v.say("%s: %s.", d.name, text)
	}
	if len(list) == 0 {
		v.say("No run here has a time.")
	}
}

// listen says each run that ends from now on, until enter.
func (v *logTalk) listen() error {
	files := v.env.Log.Files
	ctx, stop := context.WithCancel(v.ctx)
	defer stop()
	v.say("Listening to %s. Each run is said when it ends. Enter stops.", files[len(files)-1].Path)
	done := make(chan error, 1)
	go func() {
		done <- v.d.Follow(ctx, files[len(files)-1].Path, func(g tui.Grown) {
			if g.Turned {
				v.say("The log was begun anew.")
			}
			for _, r := range g.Runs {
				if !g.Old {
					v.say("A run ended, %s: %s, line %d.", v.when(r.Start), r.Outcome, r.Span.First)
				}
			}
		})
	}()
	_, err := v.read()
	v.quiet = true
	stop()
	if ferr := <-done; ferr != nil {
		v.say("The log can't be followed: %v", ferr)
	}
	return err
}
