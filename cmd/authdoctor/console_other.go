//go:build !windows

package main

import "os"

// obeysEscapes is true of every terminal outside Windows; TERM=dumb is asked for elsewhere.
func obeysEscapes(*os.File) bool { return true }
