package simulator

import (
	"errors"
	"net"
	"strings"
	"testing"
	"time"
)

// An address that is held refuses who connects, and nothing else can listen there: neither by asking for it nor by asking for any
// port. What held it can listen there later.
func TestAHeldAddressIsRefusedAndNobodyElses(t *testing.T) {
	s := &server{}
	if err := s.hold(); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(s.addr, "127.0.0.1:") || s.port() == "0" {
		t.Fatalf("address %q", s.addr)
	}
	for range 3 {
		c, err := net.DialTimeout("tcp", s.addr, 30*time.Second)
		if err == nil {
			c.Close()
			t.Fatal("somebody answers")
		}
		if !errors.Is(err, refused) {
			t.Fatalf("%v, want a refusal", err)
		}
	}
	for _, addr := range []string{s.addr, ":" + s.port()} {
		if l, err := net.Listen("tcp4", addr); err == nil {
			l.Close()
			t.Errorf("%s could be taken", addr)
		}
	}
	for range 200 {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		if l.Addr().String() == s.addr {
			t.Fatal("the system gave the port to another")
		}
	}
	held := s.addr
	if err := s.start(); err != nil || s.addr != held {
		t.Fatalf("%s, want %s: %v", s.addr, held, err)
	}
	c, err := net.Dial("tcp", s.addr)
	if err != nil {
		t.Fatal(err)
	}
	c.Close()
	if err := s.stop(); err != nil {
		t.Error(err)
	}
}

// A server that was held and never started lets go of its address when it is stopped, also twice.
func TestAHeldAddressIsLetGoOf(t *testing.T) {
	s := &server{}
	if err := s.hold(); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := s.stop(); err != nil {
			t.Fatal(err)
		}
	}
	l, err := net.Listen("tcp", s.addr)
	if err != nil {
		t.Fatalf("it is still held: %v", err)
	}
	l.Close()
}
