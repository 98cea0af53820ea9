package cause

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// ParseSample reads a sample of a signature's hits and misses. It is a message as the log prints it, with "--->" before an
// inner sentence; what the log knows beside the message may stand in brackets before it:
//
//	[code=QBWC1012 stage=authenticate seconds=119 hresult=0x80040408 answer=nvu status=3171 source=do_authenticate vendor=connex url=https://sync.example/qb fragment=true after="Connected."] The operation has timed out
//
// A value with blanks stands in double quotes; "after" may be repeated. Seconds that are not given are not known. A bracket
// that does not begin with one of these words is part of the message.
func ParseSample(sample string) (Symptom, error) {
	s := Symptom{Seconds: -1, Message: sample}
	head := sampleHead.FindString(sample)
	if head == "" {
		return s, nil
	}
	s.Message = strings.TrimSpace(sample[len(head):])
	fields := sampleField.FindAllStringSubmatch(head, -1)
	rest := strings.Trim(sampleField.ReplaceAllString(head, ""), "[] \t")
	if rest != "" {
		return s, fmt.Errorf("sample %q: cannot read %q", sample, rest)
	}
	for _, f := range fields {
		if err := s.set(f[1], f[2]+f[3]); err != nil {
			return s, fmt.Errorf("sample %q: %w", sample, err)
		}
	}
	return s, nil
}

var (
	sampleHead  = regexp.MustCompile(`^\[(?:code|stage|seconds|hresult|answer|status|source|vendor|url|fragment|after)=(?:"[^"]*"|[^\]"])*\]`)
	sampleField = regexp.MustCompile(`([a-z]+)=(?:"([^"]*)"|([^\s\]"]*))`)
)

func (s *Symptom) set(key, value string) (err error) {
	switch key {
	case "code":
		s.Code = value
	case "stage":
		s.Stage = value
	case "hresult":
		s.HResult = value
	case "answer":
		s.Answer = value
	case "source":
		s.Source = value
	case "vendor":
		s.Vendor = value
	case "url":
		s.URL = value
	case "after":
		s.After = append(s.After, value)
	case "seconds":
		s.Seconds, err = strconv.ParseFloat(value, 64)
	case "status":
		s.Status, err = strconv.Atoi(value)
	case "fragment":
		s.Fragment, err = strconv.ParseBool(value)
	default:
		err = fmt.Errorf("unknown field %q: want code, stage, seconds, hresult, answer, status, source, vendor, url, fragment or after", key)
	}
	return err
}
