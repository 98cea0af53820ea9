package main

import (
	"path/filepath"
	"strings"
)

// tellApart names customers whose logs have the same name by as much of their paths as tells them apart: every customer's log is QWCLog.txt.
func tellApart(all []customer) {
	parts := make([][]string, len(all))
	for i, c := range all {
		parts[i] = strings.Split(filepath.ToSlash(filepath.Clean(c.path)), "/")
	}
	for more, n := true, 2; more; n++ {
		more = false
		same := map[string][]int{}
		for i, c := range all {
			same[c.name] = append(same[c.name], i)
		}
		for _, group := range same {
			if len(group) == 1 {
				continue
			}
			for _, i := range group {
				if n <= len(parts[i]) {
					all[i].name = strings.Join(parts[i][len(parts[i])-n:], string(filepath.Separator))
					more = true
				}
			}
		}
	}
}
