package report

import "authdoctor/checks/redact"

// mostRows is how many lines a part of the mail takes where words alone do not make it short enough: what came from outside can be
// of any length.
const mostRows = 3

// digest gathers what the summary says, in as many words as fit on one screen. It is tried out with names of its own, so that what
// p hides is counted once.
func (r *Report) digest(p *redact.People) *digest {
	t, rows := terseness(0), 0
	for {
		d := r.compose(r.People(), t)
		d.rows = rows
		switch fits := len(d.lines()) <= mostLines; {
		case fits || rows == 1:
			d = r.compose(p, t)
			d.rows = rows
			return d
		case t < tersest:
			t++
		case rows == 0:
			rows = mostRows
		default:
			rows--
		}
	}
}

// How much a summary says of each at most.
const (
	mostProofs     = 2  // of each verdict at the top, and one of each other
	mostTried      = 4  // steps, told one by one
	mostTriedShort = 2  // the same in few words
	mostStepWords  = 44 // cells of a step, in few words
	mostAsked      = 1  // host; the form for programs lists all
	mostWarnings   = 2  // where nothing is wrong; beside a problem it is one
	mostPaths      = 2  // logs
)

// also is how many further verdicts are told with their words; of all others there is the id.
func (t terseness) also() int { return []int{3, 2, 1, 0}[t] }

// past is how many verdicts of the past are told with their words.
func (t terseness) past() int { return []int{4, 3, 2, 1}[t] }

// notKnown is how many bytes the reasons take for which something could not be checked.
func (t terseness) notKnown() int { return []int{150, 150, 100, 60}[t] }

// proof shortens a piece of evidence to some lines.
func (t terseness) proof(s string) string {
	return cutWord(s, []int{mostQuote, 300, 200, 165}[t])
}
