package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

const (
	plantedKey    = "ck_7f20a9c1d4e84b66"
	plantedSecret = "cs_b83d0e5512f94a7c"
)

// store is a shop whose API answers with one status and body, and repeats what it was sent wherever it can.
type store struct {
	url   string
	asked atomic.Int32
}

func newStore(t *testing.T, status int, body string) *store {
	t.Helper()
	s := &store{}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/generate_204" {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		s.asked.Add(1)
		sent := r.Header.Get("Authorization") + " " + plantedKey + " " + plantedSecret
		w.Header().Set("Server", sent)
		w.Header().Set("Retry-After", sent)
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		io.WriteString(w, strings.ReplaceAll(body, "SENT", sent))
	}))
	t.Cleanup(srv.Close)
	s.url = srv.URL
	return s
}

// flags try the planted key at the store.
func (s *store) flags(args ...string) []string {
	return append(args, "--internet-url", s.url+"/generate_204", "--channel", "woocommerce", "--channel-url", s.url, "--channel-user", plantedKey)
}

var storeSecret = map[string]string{channelVariable: plantedSecret}

func TestChannelExitStatus(t *testing.T) {
	const pairs = `{"code":"x","message":"%s SENT"}`
	tests := []struct {
		name   string
		status int
		body   string
		code   int
		want   string
	}{
		{"good", 200, `[{"id":1}]`, exitOK, "channel takes the key"},
		{"wrong", 401, fmt.Sprintf(pairs, "Consumer key is invalid."), exitFound, "channel-credentials"},
		{"no right", 401, fmt.Sprintf(pairs, "The key does not have read permissions."), exitFound, "lacks a right"},
		{"frozen", 402, fmt.Sprintf(pairs, "Pay first."), exitFound, "channel-closed"},
		{"no API", 404, `{"code":"rest_no_route"}`, exitFound, "http-not-found"},
		{"too many", 429, fmt.Sprintf(pairs, "Slow down."), exitFound, "http-rate-limited"},
	}
	for _, tt := range tests {
		s := newStore(t, tt.status, tt.body)
		got := call(t, "", storeSecret, s.flags("check")...)
		if got.code != tt.code || !strings.Contains(got.out, tt.want) {
			t.Errorf("%s: exit status %d, want %d with %q\n%s%s", tt.name, got.code, tt.code, tt.want, got.out, got.err)
		}
		if s.asked.Load() != 1 {
			t.Errorf("%s: asked %d times", tt.name, s.asked.Load())
		}
	}
}

func TestChannelWrongUsage(t *testing.T) {
	s := newStore(t, 200, "[]")
	tests := map[string]struct {
		args []string
		want string
	}{
		"unknown channel":        {[]string{"check", "--channel", "shopware"}, "shopify, woocommerce"},
		"an address alone":       {[]string{"check", "--channel-url", s.url}, "--channel NAME"},
		"a user alone":           {[]string{"summary", "--channel-user", "x"}, "--channel NAME"},
		"no address":             {[]string{"check", "--channel", "shopify"}, "--channel-url"},
		"no user":                {[]string{"check", "--channel", "woocommerce", "--site", s.url}, "--channel-user"},
		"an address that is not": {[]string{"check", "--channel", "shopify", "--channel-url", "https://harbortea.example"}, ".myshopify.com"},
		"nobody to ask":          {s.flags("check"), channelVariable},
		"nobody to ask, fix":     {s.flags("fix"), channelVariable},
	}
	for name, tt := range tests {
		if got := call(t, "", nil, tt.args...); got.code != exitUsage || !strings.Contains(got.err, tt.want) || got.out != "" {
			t.Errorf("%s: exit status %d, %q, want %d with %q", name, got.code, got.err, exitUsage, tt.want)
		}
	}
	bad := map[string]string{channelVariable: plantedSecret + "\r\nHost: elsewhere"}
	if got := call(t, "", bad, s.flags("check")...); got.code != exitUsage || strings.Contains(got.err, plantedSecret) {
		t.Errorf("a secret with a line break: %d %q", got.code, got.err)
	}
	for _, args := range [][]string{{"--offline"}, {"--skip", "channel"}, {"--only", "clock"}} {
		if got := call(t, "", nil, s.flags(append([]string{"check"}, args...)...)...); got.code == exitUsage {
			t.Errorf("%v: a secret is asked for that nobody needs: %s", args, got.err)
		}
	}
	if s.asked.Load() != 0 {
		t.Errorf("the shop was asked %d times", s.asked.Load())
	}
}

// The secret of the channel stands in no output, whatever the shop repeats.
func TestChannelSecretIsShownNowhere(t *testing.T) {
	for _, status := range []int{200, 301, 401, 403, 404, 429, 500} {
		s := newStore(t, status, `{"code":"x","message":"Consumer key is invalid. SENT","SENT":"SENT"}`)
		file := filepath.Join(t.TempDir(), "summary.html")
		for _, args := range [][]string{
			{"check"}, {"check", "--verbose"}, {"check", "--json"}, {"summary"}, {"summary", "--format", "md"}, {"summary", "--format", "json"},
			{"summary", "--format", "html"}, {"summary", "--format", "html", "--out", file}, {"fix"}, {"--plain"},
		} {
			got := call(t, "1\n1\n1\n1\n1\n1\n", storeSecret, s.flags(args...)...)
			text := got.out + got.err
			if data, err := os.ReadFile(file); err == nil {
				text += string(data)
			}
			for _, secret := range []string{plantedSecret, plantedKey, "Y2tfN2YyMGE5YzFkNGU4NGI2Njpjc19iODNk"} {
				if strings.Contains(text, secret) {
					t.Errorf("%d %v: %q stands in the output:\n%s", status, args, secret, text)
				}
			}
		}
	}
}

// Before a check begins, and after it, it is said whom the secret is sent to.
func TestChannelIsAmongThoseContacted(t *testing.T) {
	s := newStore(t, 200, `[{"id":1}]`)
	if got := call(t, "q\n", storeSecret, s.flags("--plain")...); !strings.Contains(strings.Join(strings.Fields(got.out), " "), "A check will contact 127.0.0.1") {
		t.Errorf("the shop is not named before the check:\n%s", got.out)
	}
	if got := call(t, "", storeSecret, s.flags("check")...); !strings.Contains(strings.Join(strings.Fields(got.out), " "), "key was tried once") {
		t.Errorf("that the key was sent is not said:\n%s", got.out)
	}
}

func TestChannelNamesAreCompleted(t *testing.T) {
	for _, command := range []string{"check", "summary", "fix"} {
		got := call(t, "", nil, "__complete", command, "--channel", "")
		for _, id := range []string{"shopify", "woocommerce", "bigcommerce", "shipstation", "magento", "squarespace", "generic"} {
			if !strings.Contains(got.out, id) {
				t.Errorf("%s: %s is not offered:\n%s", command, id, got.out)
			}
		}
	}
}
