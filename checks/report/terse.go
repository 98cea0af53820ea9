package report

// mostLines is how long a summary as mail and the short report of a check are at most: what a window of 24 lines shows at once.
const mostLines = 24

// terseness is how much a text leaves out so that it fits. Zero leaves out nothing; a cause, its first proof and what to do next
// stay at each.
type terseness int

const tersest terseness = 3

// rivals is how many lines a cause takes that fits as well as the first; 0: its title only.
func (t terseness) rivals() int { return []int{4, 2, 0, 0}[t] }

// meaning is how many lines the words take that say how a cause leads to the failure.
func (t terseness) meaning() int { return []int{4, 4, 3, 2}[t] }

// proofLines is how many lines the proof of this number takes in the report of a check.
func (t terseness) proofLines(i int) int {
	return [][2]int{{4, 3}, {3, 2}, {3, 2}, {2, 2}}[t][min(i, 1)]
}

// steps is how many steps of a remedy the report of a check shows, and after how many lines it shows no further one.
func (t terseness) steps() (most, rows int) {
	l := [][2]int{{3, 5}, {3, 5}, {3, 4}, {2, 2}}[t]
	return l[0], l[1]
}

// open is how many checks that did not pass the report of a check lists.
func (t terseness) open() int { return []int{6, 6, 4, 3}[t] }
