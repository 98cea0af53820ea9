package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/fix"
	"authdoctor/checks/lazyregexp"
	"authdoctor/checks/redact"
)

// labelWidth is the column of the labels in the text summary, in cells.
const labelWidth = 10

// mailWidth is the longest line of the text summary, in cells: mail programs break lines from 76 on, and the preview on a
// narrow screen sets a margin before them.
const mailWidth = 74

// text writes the summary as mail.
func (d *digest) text(w io.Writer) {
	for _, l := range d.lines() {
		fmt.Fprintln(w, l)
	}
}

// lines are those of the summary as mail: a subject, then a label and its lines.
func (d *digest) lines() []string {
	lines := []string{"Subject: " + d.Subject}
	for _, r := range d.Rows {
		for i, s := range r.Lines {
			for n, l := range wrapTo(s, mailWidth-labelWidth, d.rows) {
				label := ""
				if i == 0 && n == 0 {
					label = r.Label
				}
				lines = append(lines, strings.TrimRight(pad(label, labelWidth)+l, " "))
			}
		}
	}
	return lines
}

// markdown writes the summary for a ticket. What it quotes is set as code, so that nothing in it is read as markup.
func (d *digest) markdown(w io.Writer) {
	fmt.Fprintf(w, "## %s\n\n", escapeMarkdown(d.Subject))
	for _, r := range d.Rows {
		if len(r.Lines) == 1 {
			fmt.Fprintf(w, "- **%s**: %s\n", r.Label, escapeMarkdown(r.Lines[0]))
			continue
		}
		fmt.Fprintf(w, "- **%s**:\n", r.Label)
		for _, s := range r.Lines {
			fmt.Fprintf(w, "  - %s\n", escapeMarkdown(s))
		}
	}
}

// markdownEscapes are the signs that Markdown and HTML read as more than themselves; "@" would notify somebody in a ticket.
var markdownEscapes = strings.NewReplacer(`\`, `\\`, "`", "\\`", `*`, `\*`, `_`, `\_`, `[`, `\[`, `]`, `\]`, `<`, `&lt;`, `>`, `&gt;`, `&`, `&amp;`, `#`, `\#`,
	`|`, `\|`, `~`, `\~`, `!`, `\!`, `@`, `&#64;`, `$`, `\$`)

// listStart is what begins a list, a heading or a rule where it stands first.
var listStart = lazyregexp.New(`^([-+=]|\d+[.)])`)

// escapeMarkdown keeps a text from being read as markup.
func escapeMarkdown(s string) string {
	s = markdownEscapes.Replace(s)
	if m := listStart.FindString(s); m != "" {
		return m[:len(m)-1] + `\` + s[len(m)-1:]
	}
	return s
}

// SummaryShort is at most six lines for the window that the program leaves behind: what was found, its proof, and what
// changed. It shows people, as the report does, and no secret.
func SummaryShort(r *Report) string {
	var lines []string
	problems, past := r.problems()
	switch {
	case len(problems) > 0:
		v := problems[0]
		lines = append(lines, fmt.Sprintf("Cause, %s: %s (%s)", v.Strength, r.title(v.Cause), v.Cause))
		if len(v.Evidence) > 0 {
			lines = append(lines, "Proof: "+r.proof(v.Evidence[0], 0))
		}
		if n := len(problems) - 1; n > 0 {
			lines = append(lines, plural(n, "further problem")+": authdoctor check")
		}
	case len(past) > 0:
		lines = append(lines, fmt.Sprintf("Nothing wrong now. In the log: %s (%s)", r.title(past[0].Cause), past[0].Cause))
	case r.noWork():
		lines = append(lines, "All is well: the log-in works, and there was nothing to exchange.")
	case r.passed() > 0:
		lines = append(lines, fmt.Sprintf("Nothing wrong was found in %s.", plural(r.passed(), "check")))
	default:
		lines = append(lines, "Nothing was checked.")
	}
	if gone := r.gone(); gone != "" {
		lines = append(lines, "Before the fix: "+r.title(gone)+". It is gone.")
	}
	steps := 0
	for _, t := range r.Tried {
		if t.Step != fix.WholeFix {
			steps++
		}
	}
	if steps > 0 {
		lines = append(lines, plural(steps, "step")+" of the fix taken.")
	}
	lines = append(lines, "For support: authdoctor summary --copy")
	for i, l := range lines {
		lines[i] = cut(oneLine(redact.Clean(l)), usualWidth)
	}
	return strings.Join(lines[:min(len(lines), 6)], "\n") + "\n"
}

// gone is the first cause from before a fix, where the recheck no longer shows it; empty where there was no fix.
func (r *Report) gone() cause.ID {
	if was := r.wereSo(); len(was) > 0 {
		return was[0].Cause
	}
	return ""
}

// wereSo are the causes from before a fix that the recheck no longer shows, the first one of then first; none where there was no fix,
// or where that first one is still there.
func (r *Report) wereSo() []checks.Verdict {
	if r.Before == nil {
		return nil
	}
	now, _ := r.problems()
	was, _ := (&Report{Result: r.Before, KB: r.KB}).problems()
	if len(was) == 0 || still(was[0], now) {
		return nil
	}
	return slices.DeleteFunc(was, func(v checks.Verdict) bool { return still(v, now) })
}

// still says whether a verdict is among those of now.
func still(v checks.Verdict, now []checks.Verdict) bool {
	for _, n := range now {
		if n.Cause == v.Cause && n.Subject == v.Subject {
			return true
		}
	}
	return false
}
