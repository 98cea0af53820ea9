package probe

import (
	"context"
	"net"
	"net/netip"
	"slices"
	"strings"
	"time"
)

type attempt struct {
	to    string
	conn  net.Conn
	began time.Time
	took  time.Duration
	err   error
}

// overtaken notes the attempts that had brought nothing when a later one was answered. They tell of an address family that leads
// nowhere, which costs older programs, who try one address after the other, their whole patience.
func (c *call) overtaken(open []attempt) {
	c.rec.note(func() {
		for _, a := range open {
			c.rec.attempts = append(c.rec.attempts, Attempt{Address: a.to, Took: time.Since(a.began), Err: noAnswerYet})
		}
	})
}

// noAnswerYet is the Err of an attempt that another one overtook.
const noAnswerYet = "no answer yet when another address had answered"

// Unanswered says whether nothing at all had come back from the address, in contrast to a refusal.
func (a Attempt) Unanswered() bool {
	return a.Err == noAnswerYet || strings.Contains(a.Err, "deadline exceeded") || strings.Contains(a.Err, "timeout")
}

// connect tries the addresses one after the other, without waiting long for a silent one. The first connection wins.
// When all fail it returns the error that says most.
func (c *call) connect(addrs []netip.Addr, port string) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(c.ctx, connectLimit)
	defer cancel()
	done := make(chan attempt, len(addrs))
	begin := make([]time.Time, 0, len(addrs))
	var open []attempt // the attempts that have not ended; took holds nothing yet
	start := func() {
		to := net.JoinHostPort(addrs[len(begin)].String(), port)
		begin = append(begin, time.Now())
		open = append(open, attempt{to: to, began: begin[len(begin)-1]})
		go func(at time.Time) {
			conn, err := c.net.o.Dial(ctx, "tcp", to)
			done <- attempt{to, conn, at, time.Since(at), err}
		}(begin[len(begin)-1])
	}
	start()
	next := time.NewTicker(nextAfter)
	defer next.Stop()
	var worst error
	for ended := 0; ended < len(addrs); {
		select {
		case a := <-done:
			ended++
			c.rec.note(func() { c.rec.attempts = append(c.rec.attempts, a.shown()) })
			at := slices.IndexFunc(open, func(o attempt) bool { return o.to == a.to })
			open = slices.Delete(open, at, at+1)
			if a.err == nil {
				c.overtaken(open)
				go drain(done, len(begin)-ended)
				return a.conn, nil
			}
			if worst == nil || telling(classifyDial(a.err)) > telling(classifyDial(worst)) {
				worst = a.err
			}
			if len(begin) < len(addrs) && len(begin) == ended {
				start()
			}
		case <-next.C:
			if len(begin) < len(addrs) {
				start()
			}
		}
		if ctx.Err() != nil && len(begin) == ended {
			break
		}
	}
	return nil, worst
}

// drain closes connections that came too late.
func drain(done <-chan attempt, n int) {
	for range n {
		if a := <-done; a.conn != nil {
			a.conn.Close()
		}
	}
}

func (a attempt) shown() Attempt {
	s := Attempt{Address: a.to, Took: a.took}
	if a.err != nil {
		s.Err = clean(innermost(a.err).Error())
	}
	return s
}
