//go:build !windows

package main

import (
	"strings"
	"testing"
)

// In a terminal the secret is asked for, not shown, and sent to the shop.
func TestChannelSecretIsAskedForAtTheTerminal(t *testing.T) {
	s := newStore(t, 401, `{"code":"x","message":"Consumer secret is invalid. SENT"}`)
	x := start(t, 80, 40, nil, s.flags("check", "--no-color")...)
	x.until("consumer secret (it is not shown")
	x.press(plantedSecret + "\r")
	if code := x.exit(); code != exitFound {
		t.Errorf("exit status %d", code)
	}
	if got := x.written(); !strings.Contains(got, "channel-credentials") || strings.Contains(got, plantedSecret) || strings.Contains(got, plantedKey) {
		t.Errorf("the screen:\n%s", got)
	}
	if s.asked.Load() != 1 {
		t.Errorf("the shop was asked %d times", s.asked.Load())
	}
}

func TestChannelSecretThatIsNotTypedIsWrongUsage(t *testing.T) {
	s := newStore(t, 200, "[]")
	x := start(t, 80, 24, nil, s.flags("check", "--no-color")...)
	x.until("consumer secret (it is not shown")
	x.press("\r")
	if code := x.exit(); code != exitUsage || s.asked.Load() != 0 {
		t.Errorf("exit status %d, asked %d times\n%s", code, s.asked.Load(), x.screen())
	}
}
