//go:build !windows

package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// No command takes a secret as an argument, where every program on the PC can read it.
func TestNoFlagTakesASecret(t *testing.T) {
	secretive := regexp.MustCompile(`(?i)password|secret|token|apikey|api-key`)
	var each func(c *cobra.Command)
	each = func(c *cobra.Command) {
		c.Flags().VisitAll(func(f *pflag.Flag) {
			if secretive.MatchString(f.Name) && f.Value.Type() != "bool" {
				t.Errorf("%s --%s takes a %s", c.CommandPath(), f.Name, f.Value.Type())
			}
		})
		for _, sub := range c.Commands() {
			each(sub)
		}
	}
	each(newRoot(&app{streams: system()}))
}

// While the password is on its way, no process of this PC has it among its arguments, and no output has it afterwards.
func TestPasswordStandsInNoArguments(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the arguments of all processes are read from /proc")
	}
	const password = "earl-grey-at-five-8842"
	var mu sync.Mutex
	var found []string
	arrived := false
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if strings.Contains(string(body), password) {
			mu.Lock()
			arrived, found = true, append(found, holders(password)...)
			mu.Unlock()
		}
		op := strings.Trim(r.Header.Get("SOAPAction"), `"`)
		op = op[strings.LastIndex(op, "/")+1:]
		result := ""
		if op == "authenticate" {
			result = "<string></string><string>nvu</string>"
		}
		w.Header().Set("Content-Type", "text/xml")
		io.WriteString(w, `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><`+op+`Response xmlns="http://developer.intuit.com/"><`+op+`Result>`+
			result+`</`+op+`Result></`+op+`Response></s:Body></s:Envelope>`)
	}))
	defer s.Close()
	for _, args := range [][]string{{"check", "--verbose"}, {"check", "--json"}, {"summary"}} {
		args = append(args, "--service", s.URL+"/wc", "--user", "harbor-0042", "--login", "--internet-url", s.URL+"/204", "--only", "service,credentials")
		if out := output(t, []string{"AUTHDOCTOR_PASSWORD=" + password}, args...); strings.Contains(out, password) || !strings.Contains(out, "bad-credentials") {
			t.Errorf("%v printed\n%s", args, out)
		}
	}
	mu.Lock()
	defer mu.Unlock()
	if !arrived || len(found) > 0 {
		t.Errorf("the password arrived: %v; it stands in the arguments of %v", arrived, found)
	}
}

// holders are the processes that have a text among their arguments.
func holders(text string) []string {
	var out []string
	files, _ := filepath.Glob("/proc/[0-9]*/cmdline")
	for _, f := range files {
		if raw, err := os.ReadFile(f); err == nil && strings.Contains(string(raw), text) {
			out = append(out, f)
		}
	}
	return out
}
