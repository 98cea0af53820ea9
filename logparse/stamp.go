package logparse

import (
	"bytes"
	"encoding/binary"
	"time"
)

// A stamp is "20250519.13:33:54 UTC": always UTC, always whole seconds.
const stampLen = len("20250519.13:33:54 UTC")

// lookahead is how many bytes after its first one a stamp in mid-line needs to be recognised: the stamp, at most eight blanks and the colon.
const lookahead = stampLen + 8 + 1

// clock turns stamps into Unix seconds. It remembers the newest day and the newest stamp, because neighbours share them.
type clock struct {
	day  uint64 // the eight digits as they stand, as one number
	base int64  // the Unix time of that day's midnight
	// The newest stamp as it stands behind its day, as two numbers that overlap, and its time.
	mid, end uint64
	sec      int64
}

// read returns the time of the stamp at the start of line. It wants a valid date: a text that only looks like a stamp is none.
func (c *clock) read(line []byte) (sec int64, ok bool) {
	if len(line) < stampLen || line[8] != '.' {
		return 0, false
	}
	day, mid, end := binary.LittleEndian.Uint64(line), binary.LittleEndian.Uint64(line[8:]), binary.LittleEndian.Uint64(line[stampLen-8:])
	if mid == c.mid && end == c.end && day == c.day && c.mid != 0 {
		return c.sec, true
	}
	if line[11] != ':' || line[14] != ':' || string(line[17:stampLen]) != " UTC" {
		return 0, false
	}
	if !eightDigits(day) {
		return 0, false
	}
	h, m, s := twoDigits(line[9:]), twoDigits(line[12:]), twoDigits(line[15:])
	if h > 23 || m > 59 || s > 60 {
		return 0, false
	}
	if day != c.day {
		base, ok := midnight(line)
		if !ok {
			return 0, false
		}
		c.day, c.base = day, base
	}
	c.mid, c.end, c.sec = mid, end, c.base+int64(h*3600+m*60+s)
	return c.sec, true
}

// eightDigits looks at eight bytes at once: each must have the high half 3, also after 6 was added to it.
func eightDigits(x uint64) bool {
	const high, three, six = 0xF0F0F0F0F0F0F0F0, 0x3030303030303030, 0x0606060606060606
	return x&high == three && (x+six)&high == three
}

// twoDigits reads two decimal digits; anything else gives a number over 99.
func twoDigits(b []byte) uint {
	hi, lo := uint(b[0]-'0'), uint(b[1]-'0')
	if hi > 9 || lo > 9 {
		return 100
	}
	return hi*10 + lo
}

func midnight(b []byte) (int64, bool) {
	y := int(twoDigits(b)*100 + twoDigits(b[2:]))
	m, d := int(twoDigits(b[4:])), int(twoDigits(b[6:]))
	if y < 1990 || m < 1 || m > 12 || d < 1 || d > 31 {
		return 0, false
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if t.Day() != d { // the 31st of a month that has none
		return 0, false
	}
	return t.Unix(), true
}

// stampIn finds the next stamp in b that begins at from or later and is followed by a colon, as it is where entries were glued into
// one line or something stands in front. It returns -1 when there is none.
func (c *clock) stampIn(b []byte, from int) int {
	const before = stampLen - len("UTC")
	for i := from + before; i < len(b); {
		u := bytes.IndexByte(b[i:], 'U') // rarer in these logs than any other letter of the stamp
		if u < 0 {
			return -1
		}
		i += u + 1
		if start := i - 1 - before; i+1 < len(b) && b[i] == 'T' && b[i+1] == 'C' && colonFollows(b[i+2:]) {
			if _, ok := c.read(b[start:]); ok {
				return start
			}
		}
	}
	return -1
}

func colonFollows(b []byte) bool {
	for i := 0; i < len(b) && i <= 8; i++ {
		switch b[i] {
		case ':':
			return true
		case ' ', '\t':
		default:
			return false
		}
	}
	return false
}

// at is the time.Time of Unix seconds; the zero value stands for "not known".
func at(sec int64) time.Time {
	if sec == 0 {
		return time.Time{}
	}
	return time.Unix(sec, 0).UTC()
}
