package report

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"time"

	"authdoctor/checks/redact"
	"authdoctor/checks/vendors"
)

// BundleSchema names the manifest of a bundle.
const BundleSchema = "authdoctor.bundle/v1"

// Bounds of a bundle, in bytes before packing. A bundle has to fit into a mail.
const (
	mostBundle = 8 << 20 // all its files together
	mostLog    = 4 << 20 // the parts of logs in it
)

// The names of the files in a bundle. Parts of logs are in the folder log.
const (
	summaryPageName = "summary.html"
	summaryTextName = "summary.txt"
	reportName      = "report.json"
	detailName      = "detail.json"
	pairingName     = "pairing.qwc"
	manifestName    = "manifest.json"
	logFolder       = "log/"
)

// Manifest is what a bundle says about itself: authdoctor.bundle/v1.
type Manifest struct {
	Schema    string       `json:"schema"`
	Tool      toolJSON     `json:"tool"`
	Generated time.Time    `json:"generated,omitzero"`
	Vendor    string       `json:"vendor,omitempty"`
	Files     []BundleFile `json:"files"` // all but the manifest
	Logs      []BundleLog  `json:"logs"`
	Hidden    []HiddenKind `json:"hidden"`
	Shown     []string     `json:"shown,omitempty"` // kinds of people that the sender let be seen
	LeftOut   []string     `json:"left_out"`        // what could not be included, a sentence each
	SendTo    []string     `json:"send_to,omitempty"`
}

// BundleFile is one file of a bundle.
type BundleFile struct {
	Name   string `json:"name"`
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"` // in hexadecimal
	Holds  string `json:"holds"`  // what it is, in words
}

// BundleLog says which lines of a log a file of the bundle holds.
type BundleLog struct {
	Name  string `json:"name"`  // of the file in the bundle
	Of    string `json:"of"`    // the log's path on its PC, people hidden
	Lines int    `json:"lines"` // of the whole log
	Holds Parts  `json:"holds"` // the lines of the log that stand in the file, one part after the other
}

// HiddenKind counts what was hidden of one kind.
type HiddenKind struct {
	Kind   string `json:"kind"`
	Things int    `json:"things,omitempty"` // different ones; 0 for secrets, which get no name
	Times  int    `json:"times"`
}

// Sources gives a bundle what the report does not hold. The zero value has nothing.
type Sources struct {
	// Log opens a log of the report by the path of its logparse.File, unpacked. Whoever opens it closes it. nil: none can be read.
	Log func(path string) (io.ReadCloser, error)
	QWC []byte // the pairing file as it is on the disk; nil: there is none, or it cannot be read
}

// Bundle is what support gets in one file. It is made whole before a byte of it is written, so that its contents can be shown first.
type Bundle struct {
	Manifest Manifest
	files    []packed
}

// packed is a file of a bundle with its content.
type packed struct {
	name string
	data []byte
}

// NewBundle gathers everything for support: people and secrets are hidden in all of it, by the same names in each file. What
// cannot be included is left out and named; an error says that nothing could be made at all. The same report and sources give
// the same bytes.
func NewBundle(r *Report, from Sources) (*Bundle, error) {
	p := r.People()
	// Who is told of late in a log may stand in an early line without a sign: so all is gone through once, to learn who there is.
	if _, err := gather(r, from, p); err != nil {
		return nil, err
	}
	before := p.Hidden()
	b, err := gather(r, from, p)
	if err != nil {
		return nil, err
	}
	m := &b.Manifest
	m.Schema, m.Tool, m.Generated = BundleSchema, toolJSON{"authdoctor", r.Version}, r.Generated
	m.Hidden = kinds(less(p.Hidden(), before))
	for _, c := range p.Shown() {
		m.Shown = append(m.Shown, c.Kind)
	}
	if r.Vendor != nil {
		m.Vendor, m.SendTo = r.Vendor.ID, vendors.SendTo(r.Vendor)
	}
	var text bytes.Buffer
	if err := encode(&text, m); err != nil {
		return nil, err
	}
	b.files = append(b.files, packed{manifestName, text.Bytes()})
	return b, nil
}

// gather makes the files of a bundle but its manifest.
func gather(r *Report, from Sources, p *redact.People) (*Bundle, error) {
	b := &Bundle{Manifest: Manifest{Files: []BundleFile{}, Logs: []BundleLog{}, LeftOut: []string{}}}
	for _, f := range []struct {
		name, holds string
		form        Format
	}{{summaryPageName, "the summary as a page, with its charts", FormatHTML}, {summaryTextName, "the summary as mail", FormatText}, {reportName, "the report for programs (" + Schema + ")", FormatJSON}} {
		text, err := r.summary(p, f.form)
		if err != nil {
			return nil, err
		}
		b.add(f.name, []byte(text), f.holds)
	}
	var detail bytes.Buffer
	lines := json.NewEncoder(&detail) // on one line: nobody reads it
	lines.SetEscapeHTML(false)
	if err := lines.Encode(r.detail(p.Hide)); err != nil {
		return nil, fmt.Errorf("write the bundle: %w", err)
	}
	b.add(detailName, detail.Bytes(), "what authdoctor open shows beside the report")
	b.pairing(r, from.QWC, p.Hide)
	b.logs(r, from.Log, p.Hide)
	if n := b.size(); n > mostBundle {
		return nil, fmt.Errorf("the bundle would have %s, and %s is the most: give fewer logs, or the newest one only", size(int64(n)), size(mostBundle))
	}
	return b, nil
}

// add puts a file into the bundle.
func (b *Bundle) add(name string, data []byte, holds string) {
	sum := sha256.Sum256(data)
	b.files = append(b.files, packed{name, data})
	b.Manifest.Files = append(b.Manifest.Files, BundleFile{Name: name, Bytes: len(data), SHA256: hex.EncodeToString(sum[:]), Holds: holds})
}

// without notes what could not be included.
func (b *Bundle) without(format string, args ...any) {
	b.Manifest.LeftOut = append(b.Manifest.LeftOut, fmt.Sprintf(format, args...))
}

// size is how many bytes the files have, before packing.
func (b *Bundle) size() int {
	n := 0
	for _, f := range b.files {
		n += len(f.data)
	}
	return n
}

// Write packs the bundle as a zip file. The times in it are those of the report.
func (b *Bundle) Write(w io.Writer) error {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestCompression) })
	for _, f := range b.files {
		h := &zip.FileHeader{Name: f.name, Method: zip.Deflate}
		if !b.Manifest.Generated.IsZero() {
			h.Modified = b.Manifest.Generated.UTC()
		}
		out, err := z.CreateHeader(h)
		if err == nil {
			_, err = out.Write(f.data)
		}
		if err != nil {
			return fmt.Errorf("write the bundle: %s: %w", f.name, err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("write the bundle: %w", err)
	}
	return nil
}

// less gives what was hidden between two counts.
func less(after, before []redact.Count) []redact.Count {
	type key struct{ kind, name string }
	was := make(map[key]int, len(before))
	for _, c := range before {
		was[key{c.Kind, c.Name}] = c.Times
	}
	var out []redact.Count
	for _, c := range after {
		if c.Times -= was[key{c.Kind, c.Name}]; c.Times > 0 {
			out = append(out, c)
		}
	}
	return out
}

// kinds adds up what was hidden by kind, in the order of the list.
func kinds(list []redact.Count) []HiddenKind {
	out := []HiddenKind{}
	for _, c := range list {
		i := slices.IndexFunc(out, func(k HiddenKind) bool { return k.Kind == c.Kind })
		if i < 0 {
			i, out = len(out), append(out, HiddenKind{Kind: c.Kind})
		}
		if c.Name != "" {
			out[i].Things++
		}
		out[i].Times += c.Times
	}
	return out
}
