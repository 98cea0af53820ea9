// Package plain is the whole program as numbered lines: for screen readers, pipes and old consoles. It writes no escape
// sequence and no carriage return, redraws nothing, keeps to 80 cells a line, and reads each answer as one line: a number or
// one letter. ? says the question again, b goes back, q stops. The end of the input is a stop.
package plain

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/fix"
	"authdoctor/checks/redact"
	"authdoctor/tui"
	"authdoctor/tui/say"
)

// width is the most cells that a line of our own takes; widest is that of a line that was laid out elsewhere.
const (
	width  = 79
	widest = 80
)

// errStop is the person's q, or the end of the input.
var errStop = errors.New("stopped")

// errBack is the person's b.
var errBack = errors.New("back")

// talk is one conversation.
type talk struct {
	ctx      context.Context
	d        *tui.Deps
	in       *lines
	w        io.Writer
	mu       sync.Mutex // around w: progress is written while checks run
	facts    tui.Facts
	env      *checks.Env
	runs     *tui.Runs // of env's log
	result   *checks.Result
	before   *checks.Result
	tried    []fix.Tried
	verified bool
	show     []string // kinds of people that may be seen in the summary
}

// Run talks the whole flow through: what was found, the checks, the causes, the fix, the recheck and the summary.
func Run(ctx context.Context, in io.Reader, out io.Writer, d tui.Deps) (*tui.Left, error) {
	t, end := begin(ctx, in, out, &d)
	defer end()
	return t.leave(t.start())
}

// Fix talks one fix through: that of the cause given, or of the first cause that the checks find when id is empty.
func Fix(ctx context.Context, in io.Reader, out io.Writer, d tui.Deps, id cause.ID) (*tui.Left, error) {
	t, end := begin(ctx, in, out, &d)
	defer end()
	left, err := t.leave(t.fixOnly(id))
	if left != nil && left.Result == nil && left.ExitCode == 0 {
		left.ExitCode = 1 // it was left before a cause was known: nothing is verified
	}
	return left, err
}

// begin starts to read the input.
func begin(ctx context.Context, in io.Reader, out io.Writer, d *tui.Deps) (*talk, func()) {
	l := newLines(in)
	return &talk{ctx: ctx, d: d, in: l, w: out, facts: d.Start}, l.close
}

// leave makes what stays behind. A stop is no error.
func (t *talk) leave(err error) (*tui.Left, error) {
	if err != nil && !errors.Is(err, errStop) && !errors.Is(err, errBack) && t.ctx.Err() == nil {
		return nil, err
	}
	l := &tui.Left{Result: t.current(), ExitCode: tui.ExitCode(t.result, t.verified)}
	if t.env != nil && t.result != nil {
		l.Short = t.d.Short(t.d.Report(t.env, t.current(), t.before, t.tried))
	}
	if t.ctx.Err() != nil {
		l.ExitCode = 130
	}
	return l, nil
}

// current is the newest result.
func (t *talk) current() *checks.Result { return t.result }

// say writes a text, wrapped.
func (t *talk) say(format string, args ...any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, l := range say.Wrap(say.One(fmt.Sprintf(format, args...)), width) {
		fmt.Fprintln(t.w, l)
	}
}

// lines writes lines as they stand, each cut or wrapped to the width, with secrets and control characters out.
func (t *talk) lines(text string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, l := range strings.Split(strings.TrimRight(redact.Clean(text), "\n"), "\n") {
		for _, part := range say.Wrap(strings.ReplaceAll(l, "\t", "  "), widest) {
			fmt.Fprintln(t.w, part)
		}
	}
}

// clock says times in the zone of this PC.
func (t *talk) clock() say.Clock { return say.Clock{Now: t.d.Now, Location: t.d.Location} }

// read takes one line of the input.
func (t *talk) read() (string, error) {
	l, ok := t.in.next(t.ctx)
	if !ok {
		return "", errStop
	}
	return strings.TrimSpace(strings.Trim(l, "\x00\r")), nil
}

// ask asks for a line of text; empty is an answer too.
func (t *talk) ask(question string) (string, error) {
	for {
		t.say("%s", question)
		l, err := t.read()
		switch {
		case err != nil:
			return "", err
		case l == "?":
			continue
		case l == "b":
			return "", errBack
		case l == "q":
			return "", errStop
		}
		return l, nil
	}
}

// option is one answer: a number, or a letter that stands for it. One without a text is not named in the question.
type option struct {
	key  string // empty: its number
	text string
}

// choose asks until one of the options is named and gives its index. intro is said again on ?.
func (t *talk) choose(intro func(), opts ...option) (int, error) {
	question := answers(opts)
	intro()
	for {
		for _, l := range question {
			t.say("%s", l)
		}
		l, err := t.read()
		if err != nil {
			return 0, err
		}
		switch l {
		case "?":
			intro()
			continue
		case "q":
			return 0, errStop
		case "b":
			return 0, errBack
		case "":
			continue
		}
		for i, o := range opts {
			if strings.EqualFold(l, o.key) {
				return i, nil
			}
		}
		t.say("%q is no answer here.", say.One(l))
	}
}

// answers says what can be answered, in one line where all fits there. Else the numbered ones get lines of their own, and the
// letters, which are the same everywhere, the last.
func answers(opts []option) []string {
	var numbered, letters []string
	for i := range opts {
		own := opts[i].key == ""
		if own {
			opts[i].key = fmt.Sprint(i + 1)
		}
		words := opts[i].key + " " + say.One(opts[i].text)
		switch {
		case opts[i].text == "":
		case own:
			numbered = append(numbered, words)
		default:
			letters = append(letters, words)
		}
	}
	letters = append(letters, "q quit. Answer:")
	one := strings.Join(append(slices.Clone(numbered), letters...), ", ")
	if say.Width(one) <= width {
		return []string{one}
	}
	return append(numbered, strings.Join(letters, ", "))
}
