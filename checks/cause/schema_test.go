package cause_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"authdoctor/checks/cause"
)

func TestTheSchemaHasEveryField(t *testing.T) {
	var s struct {
		Defs map[string]struct{ Properties map[string]any } `json:"$defs"`
	}
	if err := json.Unmarshal(cause.Schema(), &s); err != nil {
		t.Fatal(err)
	}
	for def, v := range map[string]any{"cause": cause.Cause{}, "signature": cause.Signature{}, "remedy": cause.Remedy{}, "step": cause.Step{}, "answer": cause.Answer{}} {
		var want, got []string
		for f := range reflect.TypeOf(v).Fields() {
			name, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
			want = append(want, name)
		}
		for name := range s.Defs[def].Properties {
			got = append(got, name)
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s: the schema has %v, the type %v", def, got, want)
		}
	}
}
