// Package background tells lipgloss that the background is dark, so that nobody asks the terminal for it.
//
// Bubble Tea v1 asks in its own package init (tea_init.go: lipgloss.HasDarkBackground) and waits up to five seconds for
// an answer, in every command of a program that links it. Go initialises packages that are ready in the order of their
// import paths, and this one sorts before github.com/charmbracelet/bubbletea, so the answer is there before the question.
// The colours of package tui are the terminal's own sixteen, which need no such answer.
package background

import "github.com/charmbracelet/lipgloss"

func init() { lipgloss.SetHasDarkBackground(true) }
