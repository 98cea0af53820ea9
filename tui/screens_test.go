package tui

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/fix"
)

var update = flag.Bool("update", false, "write the goldens anew")

// shot is one screen and how to get there.
type shot struct {
	name string
	set  func(*fake)
	deps func(*Deps)
	keys []string
}

func left(f *fake) {
	f.kept = &fix.State{Schema: fix.Schema, Cause: "redirect-to-https", Subject: "site", Vendor: "connex", Who: "end-user",
		Title: "The address on file is http, and the site now sends everyone to https", Step: "look", Order: "Open your site and read the address that the browser ends up with.",
		Number: 2, Of: 4, Phase: fix.Walking, Saved: today.Add(-20 * 60 * 60 * 1e9), Answers: []fix.Answered{{Step: "kind", Value: "other", At: today}}}
}

// bundled is a session that only looks at what was found elsewhere.
func bundled(d *Deps) {
	d.Options.ReadOnly = "bundle of 2026-11-23"
	d.Store, d.Watch, d.Heal = nil, nil, nil
}

// found changes what the checks find.
func found(change func(*checks.Result)) func(*Deps) {
	return func(d *Deps) {
		run := d.Run
		d.Run = func(ctx context.Context, env *checks.Env, ids []string, on func(checks.Event)) *checks.Result {
			res := run(ctx, env, ids, func(checks.Event) {})
			change(res)
			for i := range res.Checks {
				on(checksFinished(&res.Checks[i]))
			}
			return res
		}
	}
}

// undecided is a recheck in which only the log could tell, and holds nothing new.
func undecided(run runFunc) runFunc {
	return func(ctx context.Context, env *checks.Env, ids []string, on func(checks.Event)) *checks.Result {
		res := run(ctx, env, ids, on)
		for i := range res.Checks {
			res.Checks[i].State, res.Checks[i].Why, res.Checks[i].Findings = checks.Skipped, "It is not asked.", nil
		}
		logged := checks.Evidence{Source: checks.FromLog, At: today.Add(-27 * time.Minute)}
		res.Verdicts = nil
		res.Checks[0].State, res.Checks[0].Why = checks.Failed, "The newest finished run failed."
		res.Checks[0].Findings = []checks.Finding{{Cause: "redirect-to-https", Evidence: []checks.Evidence{logged}}}
		return res
	}
}

type runFunc = func(context.Context, *checks.Env, []string, func(checks.Event)) *checks.Result

func nothing(d *Deps) { d.Start.Site = "http://bluebirdbikes.example/" }

var shots = []shot{
	{name: "start"},
	{name: "resume", set: left},
	{name: "checklist-running", set: func(f *fake) { f.hold = true }, deps: nothing},
	{name: "causes", keys: []string{"1"}},
	{name: "expert", keys: []string{"1", "x"}},
	{name: "expert-facts", keys: []string{"1", "x", "tab", "pgdown"}},
	{name: "expert-check", keys: []string{"1", "x", "down", "down", "down", "down", "down"}},
	{name: "expert-healthy", set: func(f *fake) { f.healthy = true }, keys: []string{"1", "x"}},
	{name: "step-all", keys: []string{"1", "f", "1", "1", "x"}},
	{name: "proof-all", keys: []string{"1", "enter", "x"}},
	{name: "causes-healthy", set: func(f *fake) { f.healthy = true }, keys: []string{"1"}},
	{name: "causes-unknown", deps: found(func(res *checks.Result) {
		res.Verdicts = []checks.Verdict{{Cause: "unknown", Standing: checks.Logged, Strength: cause.Possible, Evidence: []checks.Evidence{
			{Source: checks.FromLog, Text: "QBWC1012: Authentication failed due to following error message. Something else.", At: today, Where: "QWCLog.txt:1050"}}}}
	}), keys: []string{"1"}},
	{name: "nothing-checked", deps: found(func(res *checks.Result) {
		res.Verdicts = nil
		for i := range res.Checks {
			res.Checks[i].State, res.Checks[i].Why = checks.Skipped, "The address of the shop is not known."
		}
	}), keys: []string{"1"}},
	{name: "recheck-open", deps: func(d *Deps) { d.Heal, d.Recheck = nil, undecided(d.Recheck) }, keys: []string{"1", "f", "1", "1", "1", "1", "1", "enter"}},
	{name: "all-checks", keys: []string{"1", "tab", "down", "down", "down"}},
	{name: "proof-network", keys: []string{"1", "enter"}},
	{name: "proof-log", keys: []string{"1", "enter", "tab"}},
	{name: "proof-pairing", keys: []string{"1", "enter", "tab", "tab"}},
	{name: "question", keys: []string{"3"}},
	{name: "caselle-cause", keys: []string{"3", "1", "1"}},
	{name: "consent", set: func(f *fake) { f.healthy = true }, keys: []string{"1", "G", "enter"}},
	{name: "password", set: func(f *fake) { f.healthy = true }, keys: []string{"1", "G", "enter", "2"}},
	{name: "who", keys: []string{"1", "f"}},
	{name: "step-question", keys: []string{"1", "f", "1"}},
	{name: "step", keys: []string{"1", "f", "1", "1"}},
	{name: "step-advice", keys: []string{"1", "f", "1", "1", "2"}},
	{name: "step-copy", keys: []string{"1", "f", "1", "1", "1"}},
	{name: "step-ended", keys: []string{"1", "f", "1", "2"}},
	{name: "recheck", keys: []string{"1", "f", "1", "1", "1", "1", "1", "enter"}},
	{name: "recheck-watched", keys: []string{"1", "f", "1", "1", "1", "1", "1", "enter", "1"}},
	{name: "recheck-broken", deps: func(d *Deps) { d.Heal = nil }, keys: []string{"1", "f", "1", "1", "1", "1", "1", "enter"}},
	{name: "causes-fixed", keys: []string{"1", "f", "1", "1", "1", "1", "1", "enter", "esc"}},
	{name: "caselle-end", keys: []string{"3", "1", "1", "f", "1", "1"}},
	{name: "caselle-still-fails", keys: []string{"3", "1", "1", "f", "1", "1", "2"}},
	{name: "help", keys: []string{"1", "?"}},
	{name: "log", keys: []string{"v"}},
	{name: "log-lines", keys: []string{"v", "tab", "w"}},
	{name: "log-chart", keys: []string{"v", "tab", "tab"}},
	{name: "log-pick", keys: []string{"v", "p"}},
	{name: "log-failed-only", keys: []string{"v", "p", "4"}},
	{name: "read-only", deps: bundled, keys: []string{"1"}},
	{name: "read-only-start", deps: bundled},
	{name: "read-only-end", deps: bundled, keys: []string{"1", "f", "1", "1", "1", "1", "1"}},
	{name: "east-asian", deps: func(d *Deps) {
		find := d.Find
		d.Find = func(ctx context.Context) (Found, error) {
			f, err := find(ctx)
			f.App, f.Logs = "在庫連携アプリ", []string{`C:\Users\山田太郎\Documents\会計ソフトの記録と接続の控え\QWCLog.txt`}
			f.PairingFiles = []string{`\\サーバー\共有フォルダー\ペアリングファイルの置き場所\接続 (1).qwc`}
			return f, err
		}
	}},
	{name: "start-broken", deps: func(d *Deps) {
		find := d.Find
		d.Find = func(ctx context.Context) (Found, error) {
			f, err := find(ctx)
			f.Broken = []string{"Line 5: http is allowed for this PC only (QBWC1010).", "<OwnerID> is missing."}
			return f, err
		}
	}},
	{name: "offline", deps: func(d *Deps) { d.Options.Offline = true }},
	{name: "log-find", keys: []string{"v", "/", "Q", "B"}},
	{name: "summary", keys: []string{"1", "s", "down", " "}},
	{name: "summary-hidden", keys: []string{"1", "s", "tab"}},
	{name: "facts", keys: []string{"a"}},
	{name: "facts-wrong", keys: []string{"a", "tab", "tab", "x", " ", "y", "enter"}},
	{name: "examples", keys: []string{"4"}},
	{name: "example", keys: []string{"4", "1"}},
	{name: "read-error", set: func(f *fake) { f.broken = errors.New("QWCLog.txt can't be read: another program holds it. Try again.") }, keys: []string{"v"}},
}

// reach starts a rig and goes to a screen. What is held runs on; only its first messages are fed.
func reach(t testing.TB, s shot, w, h int, change ...func(*Deps)) *rig {
	t.Helper()
	f := newFake()
	if s.set != nil {
		s.set(f)
	}
	if s.deps != nil {
		change = append(change, s.deps)
	}
	if s.name == "checklist-running" {
		return running(t, f, w, h, change...)
	}
	return newRig(t, f, w, h, change...).press(s.keys...)
}

// running shows a checklist in the middle of its run.
func running(t testing.TB, f *fake, w, h int, change ...func(*Deps)) *rig {
	t.Helper()
	g := newRig(t, f, w, h, change...)
	g.a.job.env = f.env(g.a.job.facts)
	c := newChecklist(g.a, nil)
	g.a.push(c)
	res := f.result(g.a.job.env, nil)
	for i := range res.Checks[:5] {
		c.event(checksStarted(res.Checks[i].ID))
		if i < 4 {
			c.event(checksFinished(&res.Checks[i]))
		}
	}
	return g
}

func TestScreensLookAsTheyShould(t *testing.T) {
	for _, s := range shots {
		for _, size := range [][2]int{{40, 12}, {60, 20}, {80, 24}, {120, 40}} {
			golden(t, fmt.Sprintf("%s-%dx%d", s.name, size[0], size[1]), reach(t, s, size[0], size[1]).a.View())
		}
	}
}

// In colour: one screen of each kind, so that what is marked, good, bad and faint is seen in a difference.
func TestScreensInColour(t *testing.T) {
	coloured := []string{"start", "causes", "all-checks", "expert", "proof-network", "proof-log", "step", "step-advice", "recheck", "recheck-broken", "log", "log-chart", "summary"}
	for _, s := range shots {
		if slices.Contains(coloured, s.name) {
			golden(t, s.name+"-colour-80x24", reach(t, s, 80, 24, func(d *Deps) { d.Options.NoColor = false }).a.View())
		}
	}
}

// golden compares a view with the one kept under a name, without the spaces at its lines' ends.
func golden(t *testing.T, name, view string) {
	t.Run(name, func(t *testing.T) {
		t.Helper()
		var b strings.Builder
		for _, l := range strings.Split(view, "\n") {
			b.WriteString(strings.TrimRight(l, " ") + "\n")
		}
		file := filepath.Join("testdata", name+".golden")
		if *update {
			if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
			return
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(string(want), b.String()); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	})
}

func TestAccess01NoRowIsWiderThanTheWindowAndNoneIsMissing(t *testing.T) {
	for _, s := range shots {
		g := reach(t, s, 80, 24)
		for w := 30; w <= 200; w++ {
			for _, h := range []int{10, 24, 60} {
				if h != 24 && w%9 != 0 {
					continue
				}
				g.a.Update(tea.WindowSizeMsg{Width: w, Height: h})
				rows := strings.Split(g.a.View(), "\n")
				if len(rows) != h {
					t.Fatalf("%s at %dx%d: %d rows", s.name, w, h, len(rows))
				}
				for i, r := range rows {
					if n := ansi.StringWidth(r); n > w {
						t.Fatalf("%s at %dx%d: row %d has %d cells: %q", s.name, w, h, i, n, r)
					}
				}
				if !strings.Contains(rows[h-1], "esc ") && len(g.a.stack) > 1 {
					t.Fatalf("%s at %dx%d: the footer does not name esc: %q", s.name, w, h, rows[h-1])
				}
			}
		}
	}
}

func TestAccess02And03ColoursSayNothingThatWordsDoNot(t *testing.T) {
	for _, s := range shots {
		plain := reach(t, s, 80, 24).a.View()
		colour := reach(t, s, 80, 24, func(d *Deps) { d.Options.NoColor = false }).a.View()
		if strings.ContainsRune(plain, 0x1b) {
			t.Errorf("%s: an escape sequence without colours", s.name)
		}
		if !strings.ContainsRune(colour, 0x1b) {
			t.Errorf("%s: no colour at all", s.name)
		}
		want, got := strings.ReplaceAll(plain, "_", " "), strings.ReplaceAll(ansi.Strip(colour), "_", " ")
		if strings.Join(strings.Fields(want), " ") != strings.Join(strings.Fields(got), " ") {
			t.Errorf("%s: words differ:\n%s", s.name, cmp.Diff(want, got))
		}
		for _, bad := range []string{"[30", "[37", "[90", "[97", ";37", ";90", "[5m", ";5;"} {
			if strings.Contains(colour, "\x1b"+bad) {
				t.Errorf("%s: colour %q is not readable everywhere", s.name, bad)
			}
		}
	}
}

func TestEscapeAlwaysGoesBackToTheStart(t *testing.T) {
	for _, s := range shots {
		if s.name == "checklist-running" {
			continue // its run never began: see TestEscapeStopsARun
		}
		g := reach(t, s, 60, 20)
		for range 12 {
			before := g.a.View()
			if len(g.a.stack) == 1 {
				break
			}
			g.press("esc")
			if g.a.View() == before {
				t.Errorf("%s: esc changed nothing:\n%s", s.name, before)
				break
			}
		}
		if len(g.a.stack) != 1 {
			t.Errorf("%s: %d screens left after 12 times esc", s.name, len(g.a.stack))
		}
	}
}

func TestEveryKeyInTheFooterWorks(t *testing.T) {
	for _, s := range shots {
		if s.name == "checklist-running" {
			continue
		}
		for _, b := range reach(t, s, 80, 24).a.footKeys() {
			if !b.Enabled() || b.Help().Key == "↑↓" {
				continue
			}
			g := reach(t, s, 80, 24)
			g.send(tea.WindowSizeMsg{Width: 200, Height: 24})
			before := g.a.View()
			copies, works := len(g.f.copies), g.a.last
			k := b.Keys()[0]
			g.press(k)
			if g.a.View() == before && !g.quit && len(g.f.copies) == copies && g.a.last == works {
				switch {
				case k == "right" || k == "pgdown": // nothing to scroll at this size
				case s.name == "facts-wrong" && k == "enter": // what is wrong is still wrong
				default:
					t.Errorf("%s: %s (%s) does nothing:\n%s", s.name, k, b.Help().Desc, before)
				}
			}
		}
	}
}

func TestAccess11NothingPlantedIsShownOrCopied(t *testing.T) {
	for _, s := range shots {
		for _, size := range [][2]int{{40, 12}, {200, 60}} {
			g := reach(t, s, size[0], size[1])
			if s.name != "checklist-running" {
				g.press("c")
			}
			text := g.a.View() + strings.Join(g.f.copies, "\n")
			for _, bad := range []string{"\x1b", "\x07", "hunter2"} {
				if strings.Contains(text, bad) {
					t.Errorf("%s: %q is shown or copied:\n%s", s.name, bad, text)
				}
			}
		}
	}
}

func TestAccess05TheASCIISetHasNoOtherSign(t *testing.T) {
	for _, s := range shots {
		g := reach(t, s, 80, 24, func(d *Deps) { d.Options.ASCII = true })
		for _, r := range g.a.View() {
			if strings.ContainsRune("✓✗‹›▌·", r) {
				t.Errorf("%s: %q is not in the fonts of old consoles:\n%s", s.name, r, g.a.View())
				break
			}
		}
	}
}

func TestAccess01AtTheSmallestSizeTheStepIsWhole(t *testing.T) {
	g := reach(t, shot{keys: []string{"1", "f", "1", "1"}}, 40, 12)
	g.wants("WHERE", "browser", "Open your site", "The address begins with https://", "1 ", "2 ", "3 ", "4 ", "esc")
	g = reach(t, shot{keys: []string{"1"}}, 40, 12)
	g.wants("CAUSE", "The address on file is http", "Proof", "esc")
	g.send(tea.WindowSizeMsg{Width: 20, Height: 5})
	g.wants("Make the window larger")
}
