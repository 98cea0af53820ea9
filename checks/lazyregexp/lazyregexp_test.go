package lazyregexp

import (
	"reflect"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// Each method says what the one of package regexp says.
func TestMethods(t *testing.T) {
	const expr, text = `([a-z])(\d+)`, "a1, b22 and c333"
	lazy, eager := reflect.ValueOf(New(expr)), reflect.ValueOf(regexp.MustCompile(expr))
	for i := range lazy.NumMethod() {
		name := lazy.Type().Method(i).Name
		var args []reflect.Value
		for j := range lazy.Method(i).Type().NumIn() {
			switch in := lazy.Method(i).Type().In(j); {
			case in.Kind() == reflect.Int:
				args = append(args, reflect.ValueOf(2))
			case in.Kind() == reflect.Slice:
				args = append(args, reflect.ValueOf([]byte(text)))
			case j == 0:
				args = append(args, reflect.ValueOf(text))
			default:
				args = append(args, reflect.ValueOf("$2$1"))
			}
		}
		got, want := lazy.Method(i).Call(args)[0].Interface(), eager.MethodByName(name).Call(args)[0].Interface()
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
}

func TestCheck(t *testing.T) {
	defer func(list []*Regexp) { all = list }(all)
	all = nil
	New("a+")
	if err := Check(); err != nil {
		t.Errorf("one good expression: %v", err)
	}
	New("(")
	if err := Check(); err == nil || !strings.Contains(err.Error(), "(") {
		t.Errorf("a bad expression: got %v", err)
	}
}

// The race detector watches.
func TestFirstUseByManyAtOnce(t *testing.T) {
	r := New("b+")
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if r.FindString("abbbc") != "bbb" {
				t.Error("not found")
			}
		})
	}
	all.Wait()
}
