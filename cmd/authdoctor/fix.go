package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"authdoctor/checks/cause"
	"authdoctor/checks/redact"
	"authdoctor/tui/plain"
)

// newFix is `authdoctor fix`: the guided fix as numbered lines.
func newFix(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "fix [CAUSE]",
		Short: "Walk through the fix until a check shows that it worked",
		Long: "Without CAUSE it finds the cause first, as check does. With CAUSE (http-not-found, pairing-deleted, …) it walks\n" +
			"through that fix. Answers are read from standard input, so that it works without a terminal too.",
		Args: maxArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return a.fix(c.Context(), args) },
	}
	a.flags.registerCase(c)
	return c
}

// fix walks through one remedy. It exits with 0 when the recheck shows that it worked.
func (a *app) fix(ctx context.Context, args []string) error {
	start, err := a.startFacts(ctx, nil)
	if err != nil {
		return err
	}
	if !a.flags.named() {
		if err := a.knowledge(); err != nil {
			return err
		}
		_, trouble, err := a.lookHere(&start)
		if err != nil {
			return err
		}
		if trouble != "" {
			fmt.Fprintf(a.err, "Left out: %s\n", redact.Clean(trouble))
		}
	}
	deps, err := a.deps(start)
	if err != nil {
		return err
	}
	var id cause.ID
	if len(args) == 1 {
		id = cause.ID(args[0])
		if a.kb.Get(id) == nil {
			return usagef("there is no cause %q. `authdoctor kb list` names them all", args[0])
		}
	}
	left, err := plain.Fix(ctx, a.in, a.prose(), deps, id)
	return a.left(left, err, false)
}
