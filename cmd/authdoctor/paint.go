package main

import "authdoctor/checks/report"

// painter gives the colours of the plain reports: the terminal's own sixteen, never black, white or grey. Nil means plain.
func painter(color bool) func(report.Role, string) string {
	if !color {
		return nil
	}
	sgr := map[report.Role]string{
		report.Problem: "1;31", report.OK: "32", report.Warn: "33", report.Dim: "2", report.Bold: "1",
	}
	return func(role report.Role, text string) string {
		code, ok := sgr[role]
		if !ok || text == "" {
			return text
		}
		return "\x1b[" + code + "m" + text + "\x1b[0m"
	}
}
