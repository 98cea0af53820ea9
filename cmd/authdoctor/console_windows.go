package main

import (
	"os"

	"golang.org/x/sys/windows"
)

// obeysEscapes asks a console to obey escape sequences and says whether it does. The classic console prints them as litter
// unless a program asks, and before Windows 10 (version 1511) it cannot do otherwise.
// Source: Microsoft, "SetConsoleMode function", ENABLE_VIRTUAL_TERMINAL_PROCESSING.
func obeysEscapes(f *os.File) bool {
	var mode uint32
	console := windows.Handle(f.Fd())
	if windows.GetConsoleMode(console, &mode) != nil {
		return false
	}
	if mode&windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING != 0 {
		return true
	}
	return windows.SetConsoleMode(console, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING) == nil
}
