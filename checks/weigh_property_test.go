package checks

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"authdoctor/checks/cause"
	"authdoctor/checks/vendors"
	"authdoctor/logparse"
)

// madeUp makes what checks could have found, from a seed: few causes and addresses, so that they meet.
func madeUp(seed uint64) []Done {
	r := rand.New(rand.NewPCG(seed, 7))
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	causes := []cause.ID{noInternet, dnsFailure, connectTimeout, tlsTooOld, tlsExpired, clockWrong, httpNotFound, notAWebService, soapFault, badCredentials,
		pairingDeleted, serviceTimeout, rangeTooLarge, notRunning, userMismatch, noQuickBooks, captivePortal, cause.NoWork, cause.Unknown}
	subjects := []cause.Subject{cause.Service, cause.Site, cause.Network}
	var out []Done
	for i, id := range IDs() {
		d := done(id, State(r.IntN(6)), pick("", "https://books.example/wc", "https://shop.example/"))
		for n := range r.IntN(3) {
			f := Finding{Cause: causes[r.IntN(len(causes))], Subject: subjects[r.IntN(len(subjects))], Strength: cause.Strength(1 + r.IntN(3)),
				Address: pick("", "https://books.example/wc", "https://shop.example/"), App: pick("", "Harbor", "Pier"),
				Stage: logparse.Stage(r.IntN(6)), Beside: r.IntN(8) == 0}
			for range 1 + r.IntN(2) {
				source := []Source{FromLog, FromLive, FromMachine, FromPerson}[r.IntN(4)]
				e := Evidence{Source: source, Text: fmt.Sprintf("proof %d", r.IntN(6)), Where: fmt.Sprintf("%s:%d", source, r.IntN(6))}
				f.Evidence = append(f.Evidence, e)
			}
			if i%5 == 4 && n == 1 {
				f.Evidence = nil
			}
			d.Findings = append(d.Findings, f)
		}
		out = append(out, d)
	}
	return out
}

// told writes verdicts in full, but for the order of their evidence and symptoms.
func told(vs []Verdict) []string {
	var out []string
	for _, v := range vs {
		var proof, explains []string
		for _, e := range v.Evidence {
			proof = append(proof, fmt.Sprint(e))
		}
		for _, id := range v.Explains {
			explains = append(explains, string(id))
		}
		slices.Sort(proof)
		slices.Sort(explains)
		out = append(out, fmt.Sprint(v.Cause, v.Subject, v.Address, v.App, v.Standing, v.Strength, v.Stage, v.Tell, explains, proof))
	}
	return out
}

// eachMadeUp weighs many made-up runs, for two vendors.
func eachMadeUp(t *testing.T, check func(seed uint64, in Input, got []Verdict)) {
	t.Helper()
	kb := kbase(t)
	for _, v := range []*vendors.Vendor{vendor(t, "generic"), vendor(t, "connex")} {
		for seed := range uint64(400) {
			in := Input{Checks: madeUp(seed), KB: kb, Vendor: v}
			check(seed, in, Weigh(in))
		}
	}
}

func TestTheOrderOfFindingsDoesNotMatter(t *testing.T) {
	eachMadeUp(t, func(seed uint64, in Input, want []Verdict) {
		r := rand.New(rand.NewPCG(seed, 11))
		shuffled := slices.Clone(in.Checks)
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		for i := range shuffled {
			fs := slices.Clone(shuffled[i].Findings)
			r.Shuffle(len(fs), func(a, b int) { fs[a], fs[b] = fs[b], fs[a] })
			shuffled[i].Findings = fs
		}
		got := Weigh(Input{Checks: shuffled, KB: in.KB, Vendor: in.Vendor})
		if a, b := told(got), told(want); !slices.Equal(a, b) {
			t.Fatalf("seed %d, %s:\n%s\nother order:\n%s", seed, in.Vendor.ID, strings.Join(b, "\n"), strings.Join(a, "\n"))
		}
	})
}

func TestSayingItTwiceChangesNothing(t *testing.T) {
	eachMadeUp(t, func(seed uint64, in Input, want []Verdict) {
		twice := slices.Clone(in.Checks)
		for i := range twice {
			twice[i].Findings = slices.Concat(twice[i].Findings, twice[i].Findings)
		}
		got := Weigh(Input{Checks: twice, KB: in.KB, Vendor: in.Vendor})
		if a, b := told(got), told(want); !slices.Equal(a, b) {
			t.Fatalf("seed %d, %s:\n%s\ntwice:\n%s", seed, in.Vendor.ID, strings.Join(b, "\n"), strings.Join(a, "\n"))
		}
	})
}

func TestNothingIsClaimedWithoutEvidence(t *testing.T) {
	eachMadeUp(t, func(seed uint64, in Input, got []Verdict) {
		strongest := cause.Strength(0)
		proofs := map[string]bool{}
		claimed := map[cause.ID]bool{noInternet: true} // a name that does not resolve makes it possible
		for _, d := range in.Checks {
			for _, f := range d.Findings {
				for _, e := range f.Evidence {
					proofs[fmt.Sprint(e)] = true
				}
				if len(f.Evidence) > 0 {
					strongest = max(strongest, f.Strength)
					claimed[f.Cause] = true
					use, _ := in.Vendor.Preferred(f.Cause, f.Stage.String())
					claimed[use] = true
				}
			}
		}
		for _, v := range got {
			if len(v.Evidence) == 0 || v.Strength < cause.Possible || v.Strength > strongest || !claimed[v.Cause] {
				t.Fatalf("seed %d: %+v", seed, v)
			}
			if slices.Contains(v.Explains, v.Cause) {
				t.Fatalf("seed %d: %s explains itself", seed, v.Cause)
			}
			sources := map[Source]bool{}
			for _, e := range v.Evidence {
				sources[e.Source] = true
				if !proofs[fmt.Sprint(e)] {
					t.Fatalf("seed %d: %s has proof that nobody brought: %+v", seed, v.Cause, e)
				}
			}
			if v.Standing == Now && !sources[FromLive] && !sources[FromMachine] || v.Standing == Logged && !sources[FromLog] {
				t.Fatalf("seed %d: %s is %s by %v", seed, v.Cause, v.Standing, sources)
			}
		}
	})
}

func TestVerdictsComeInTheirOrder(t *testing.T) {
	eachMadeUp(t, func(seed uint64, in Input, got []Verdict) {
		for i := 1; i < len(got); i++ {
			a, b := got[i-1], got[i]
			if a.Cause == cause.NoWork && b.Cause != cause.NoWork {
				t.Fatalf("seed %d: information before %s", seed, b.Cause)
			}
			if a.Cause == cause.NoWork || b.Cause == cause.NoWork {
				continue
			}
			x, y := standingRank(a.Standing), standingRank(b.Standing)
			if x > y || x == y && (a.Strength < b.Strength || a.Strength == b.Strength && in.KB.Get(a.Cause).Rank > in.KB.Get(b.Cause).Rank) {
				t.Fatalf("seed %d: %s %s %s before %s %s %s", seed, a.Cause, a.Standing, a.Strength, b.Cause, b.Standing, b.Strength)
			}
		}
	})
}

// What is open among the verdicts is told, and nothing else: each group has two causes or more, all of them verdicts, and words.
func TestApartTellsOnlyWhatIsOpen(t *testing.T) {
	eachMadeUp(t, func(seed uint64, in Input, got []Verdict) {
		for _, tell := range Apart(got, in.KB) {
			if len(tell.Between) < 2 || !strings.HasSuffix(strings.TrimSpace(tell.Say), ".") || tell.Check != "" && !slices.Contains(IDs(), tell.Check) {
				t.Fatalf("seed %d: %+v", seed, tell)
			}
			for _, id := range tell.Between {
				if !slices.ContainsFunc(got, func(v Verdict) bool { return v.Cause == id && open(&v) }) {
					t.Fatalf("seed %d: %s is no open verdict", seed, id)
				}
			}
			for _, a := range tell.Answers {
				if !slices.Contains(tell.Between, a.Cause) || a.Text == "" || tell.Question == "" {
					t.Fatalf("seed %d: answer %+v of %+v", seed, a, tell)
				}
			}
		}
	})
}
