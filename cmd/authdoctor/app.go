package main

import (
	"fmt"
	"os"
	"runtime/debug"

	"authdoctor/checks/cause"
	"authdoctor/checks/machine"
	"authdoctor/checks/probe"
	"authdoctor/checks/vendors"
)

// version is set by the linker for a release.
var version = ""

// versionName is the version to show: the release's, else the module's, else "dev".
func versionName() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "dev"
}

// app is what the commands share: the streams, the flags, and what is loaded when first needed.
type app struct {
	*streams
	flags   flags
	kb      *cause.Base
	vendors *vendors.Set
	pc      machine.PC
	net     func(probe.Options) probe.Net // probe.New, or a test's
	ended   <-chan struct{}               // closed when the person ends the program; nil: never
	unread  unread
}

// knowledge loads the knowledge base and the vendors, with --kb's on top.
func (a *app) knowledge() error {
	if a.kb != nil {
		return nil
	}
	var err error
	if a.flags.kbDir == "" {
		if a.kb, err = cause.Default(); err != nil {
			return fmt.Errorf("read the built-in knowledge base: %w", err)
		}
		if a.vendors, err = vendors.Default(); err != nil {
			return fmt.Errorf("read the built-in vendors: %w", err)
		}
		return nil
	}
	info, err := os.Stat(a.flags.kbDir)
	if err != nil || !info.IsDir() {
		return &inputError{"--kb " + a.flags.kbDir + ": no such folder", "Name a folder that holds .yaml files of causes, and a folder vendors for vendors"}
	}
	more := os.DirFS(a.flags.kbDir)
	if a.kb, err = cause.Load(cause.Builtin(), more); err != nil {
		return &inputError{fmt.Sprintf("--kb %s: %v", a.flags.kbDir, err), "Correct the file, or leave --kb out"}
	}
	if a.vendors, err = vendors.Load(vendors.Builtin(), more); err != nil {
		return &inputError{fmt.Sprintf("--kb %s: %v", a.flags.kbDir, err), "Correct the file, or leave --kb out"}
	}
	return nil
}
