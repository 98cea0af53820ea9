package machine

import (
	"errors"
	"io"
	"time"
)

// lastStamp finds the last stamp of a source, as far as its end shows one. A packed one is unpacked for it, so it is asked only where the
// beginnings do not tell two sources apart.
func lastStamp(s Source) time.Time {
	if s.Path == "-" {
		return time.Time{} // it can be read once
	}
	var end []byte
	if s.Packed == "" {
		end = ending(s.Path)
	} else if r, err := s.Open(); err == nil {
		end = endOf(r)
		r.Close()
	}
	last := time.Time{}
	for _, s := range stamped.FindAllString(string(withoutZeros(end)), -1) {
		if t, err := time.Parse(stampForm+" UTC", s); err == nil {
			last = t
		}
	}
	return last
}

// ending reads the last bytes of a file.
func ending(path string) []byte {
	f, err := OpenShared(path)
	if err != nil {
		return nil
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	end := make([]byte, min(sniffSize, info.Size()))
	n, err := f.ReadAt(end, info.Size()-int64(len(end)))
	if err != nil && !errors.Is(err, io.EOF) {
		return nil
	}
	return end[:n]
}

// endOf reads a stream to its end and gives the last bytes of it; where it breaks, those before.
func endOf(r io.Reader) []byte {
	before, block := []byte(nil), make([]byte, sniffSize)
	for {
		n, err := io.ReadFull(r, block)
		if err != nil {
			return append(before, block[:n]...)
		}
		before = append(before[:0], block...)
	}
}
