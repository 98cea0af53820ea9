package main

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
)

func TestPlan(t *testing.T) {
	log := write(t, "QWCLog.txt", badLogin)
	tests := []struct {
		name string
		args []string
		code int
		says string
	}{
		{"days", []string{"--from", "2026-11-01", "--to", "2026-11-07"}, exitOK, "7 runs"},
		{"one day", []string{"--from", "2026-11-01", "--to", "2026-11-01"}, exitOK, "1 run,"},
		{"orders", []string{"--from", "2026-11-01", "--to", "2026-11-01", "--orders-per-day", "1000"}, exitOK, "4 runs"},
		{"times", []string{"--from", "2026-11-01T06:00Z", "--to", "2026-11-02T12:00Z"}, exitOK, "2 runs"},
		{"a log", []string{"--from", "2026-11-01", "--to", "2026-11-02", "--log", log}, exitOK, "no run that met the time limit"},
		{"no range", nil, exitUsage, "needs its range"},
		{"no end", []string{"--from", "2026-11-01"}, exitUsage, "needs its range"},
		{"no such day", []string{"--from", "2026-02-30", "--to", "2026-03-02"}, exitUsage, "no such day"},
		{"American", []string{"--from", "11/01/2026", "--to", "2026-11-02"}, exitUsage, "no such day"},
		{"backwards", []string{"--from", "2026-11-02", "--to", "2026-11-01"}, exitUsage, "ends before it begins"},
		{"no orders", []string{"--from", "2026-11-01", "--to", "2026-11-01", "--orders-per-day", "0"}, exitUsage, "orders"},
		{"too long", []string{"--from", "1990-11-01", "--to", "2026-11-01"}, exitUsage, "shorter range"},
		{"no such vendor", []string{"--from", "2026-11-01", "--to", "2026-11-01", "--vendor", "nobody"}, exitUsage, "no such vendor"},
		{"no such log", []string{"--from", "2026-11-01", "--to", "2026-11-01", "--log", "nowhere.txt"}, exitNoWork, "no such file"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := call(t, "", nil, append([]string{"plan"}, tt.args...)...)
			if got.code != tt.code || !strings.Contains(strings.Join(strings.Fields(got.out+got.err), " "), tt.says) {
				t.Errorf("exit %d, want %d and %q:\n%s%s", got.code, tt.code, tt.says, got.out, got.err)
			}
			for _, line := range strings.Split(got.out, "\n") {
				if len([]rune(line)) > 80 {
					t.Errorf("a line of %d cells: %s", len([]rune(line)), line)
				}
			}
		})
	}
}

func TestPlanJSON(t *testing.T) {
	got := call(t, "", nil, "plan", "--from", "2026-11-01T00:00Z", "--to", "2026-11-03T00:00Z", "--orders-per-day", "500", "--json")
	var doc struct {
		Schema, Vendor string
		Runs           []struct {
			From, To time.Time
			Hours    float64
		}
		Assumed []string
	}
	if err := json.Unmarshal([]byte(got.out), &doc); err != nil {
		t.Fatal(err)
	}
	if doc.Schema != "authdoctor.plan/v1" || doc.Vendor != "connex" || len(doc.Runs) != 4 || doc.Runs[0].Hours != 12 || len(doc.Assumed) == 0 {
		t.Errorf("%+v", doc)
	}
}
