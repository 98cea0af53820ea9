package report

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"authdoctor/checks/cause"
	"authdoctor/checks/redact"
	"authdoctor/checks/vendors"
	"authdoctor/logparse"
)

// Bounds of a bundle that is read. It comes from outside.
const (
	// MostPacked is the most that a bundle may have as a file, in bytes.
	MostPacked   = 32 << 20
	mostEntries  = 600      // files in it: as many logs as can be read at once, and what goes with them
	mostUnpacked = 24 << 20 // bytes of all its files together
)

// Opened is a bundle that was read.
type Opened struct {
	Manifest Manifest
	Document *Document                  // the report as it was sent
	Report   *Report                    // the same for the forms and the screens, with the log and what was asked
	Summary  string                     // as it was sent, cleaned; empty where it is missing
	Page     string                     // the summary as HTML, as it was sent; not cleaned
	Warnings []string                   // what does not fit together, a sentence each
	lines    map[string][]logparse.Line // of the logs, by their path on their PC
}

// errNoBundle begins what is said of a file that is something else.
var errNoBundle = errors.New("this is no bundle of authdoctor")

// OpenBundle reads a bundle of size bytes. Nothing is unpacked onto a disk. Names that lead out of the bundle, and more than a
// bundle can hold, are refused, and so is a file that is not as the manifest says: what would be shown is not what was sent. One
// that was taken out or put in is a warning.
func OpenBundle(in io.ReaderAt, size int64, kb *cause.Base, known *vendors.Set) (*Opened, error) {
	files, err := unpack(in, size)
	if err != nil {
		return nil, err
	}
	o := &Opened{lines: make(map[string][]logparse.Line)}
	if err := o.manifest(files); err != nil {
		return nil, err
	}
	if files[reportName] == nil {
		return nil, fmt.Errorf("%w: there is no %s in it", errNoBundle, reportName)
	}
	if o.Document, err = ParseDocument(files[reportName]); err != nil {
		return nil, fmt.Errorf("%w: %w", errNoBundle, err)
	}
	var vendor *vendors.Vendor
	if known != nil {
		if vendor = known.ByID(o.Document.Vendor()); vendor == nil {
			vendor = known.ByID(vendors.Generic)
		}
	}
	o.Report = o.Document.Report(kb, vendor)
	if data := files[detailName]; data != nil {
		if err := o.Report.restore(data); err != nil {
			o.warn("What goes beside the report could not be read (%v): the log's runs and the network's answers are missing.", err)
		}
	}
	o.Summary = cleanText(files[summaryTextName])
	o.Page = string(files[summaryPageName])
	for _, l := range o.Manifest.Logs {
		o.lines[l.Of] = partLines(files[l.Name], l.Holds)
	}
	return o, nil
}

func (o *Opened) warn(format string, args ...any) {
	o.Warnings = append(o.Warnings, redact.Clean(fmt.Sprintf(format, args...)))
}

// unpack reads the files of a zip into memory, by their names.
func unpack(in io.ReaderAt, size int64) (map[string][]byte, error) {
	if size > MostPacked {
		return nil, fmt.Errorf("%w: it is larger than a bundle can be", errNoBundle)
	}
	z, err := zip.NewReader(in, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, fmt.Errorf("%w: %w", errNoBundle, err)
	}
	if len(z.File) > mostEntries {
		return nil, fmt.Errorf("%w: it holds %d files", errNoBundle, len(z.File))
	}
	files, room := make(map[string][]byte), int64(mostUnpacked)
	for _, f := range z.File {
		if !safeName(f.Name) {
			return nil, fmt.Errorf("%w: a name in it leads out of it (%q)", errNoBundle, redact.Clean(f.Name))
		}
		if !f.Mode().IsRegular() {
			continue // a folder, or a link, which is not followed
		}
		if files[f.Name] != nil {
			return nil, fmt.Errorf("%w: it holds %s twice", errNoBundle, redact.Clean(f.Name))
		}
		data, err := unpackOne(f, room)
		if err != nil {
			return nil, err
		}
		room -= int64(len(data))
		files[f.Name] = data
	}
	return files, nil
}

// unpackOne reads one file, at most room bytes, whatever size it says that it has.
func unpackOne(f *zip.File, room int64) ([]byte, error) {
	if f.UncompressedSize64 > uint64(room) {
		return nil, fmt.Errorf("%w: unpacked it would be larger than a bundle can be", errNoBundle)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", redact.Clean(f.Name), err)
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, room+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: it is damaged: %w", redact.Clean(f.Name), err)
	}
	if int64(len(data)) > room {
		return nil, fmt.Errorf("%w: unpacked it would be larger than a bundle can be", errNoBundle)
	}
	if data == nil {
		data = []byte{}
	}
	return data, nil
}

// safeName says whether a name stays inside the bundle on every system.
func safeName(name string) bool {
	return fs.ValidPath(strings.TrimSuffix(name, "/")) && !strings.ContainsAny(name, "\\:\x00") && len(name) < 200
}

// manifest reads the manifest and holds the files against it.
func (o *Opened) manifest(files map[string][]byte) error {
	data := files[manifestName]
	if data == nil {
		return fmt.Errorf("%w: there is no %s in it", errNoBundle, manifestName)
	}
	clean, err := cleanJSON(data)
	if err == nil {
		err = json.Unmarshal(clean, &o.Manifest)
	}
	if err != nil {
		return fmt.Errorf("%w: its %s cannot be read: %w", errNoBundle, manifestName, err)
	}
	if o.Manifest.Schema != BundleSchema {
		return fmt.Errorf("%w that this version reads: it is %q, not %s", errNoBundle, o.Manifest.Schema, BundleSchema)
	}
	listed := map[string]bool{manifestName: true}
	for _, f := range o.Manifest.Files {
		listed[f.Name] = true
		got := files[f.Name]
		sum := sha256.Sum256(got)
		switch {
		case got == nil:
			o.warn("%s is missing: it was taken out after the bundle was made.", f.Name)
		case !strings.EqualFold(f.SHA256, hex.EncodeToString(sum[:])):
			return fmt.Errorf("%s is not as the manifest says: it was changed, or damaged, after the bundle was made", redact.Clean(f.Name))
		}
	}
	for name := range files {
		if !listed[name] {
			o.warn("%s is not in the manifest: it was put in after the bundle was made.", name)
		}
	}
	slices.Sort(o.Warnings)
	return nil
}

func cleanText(b []byte) string { return redact.Clean(strings.ToValidUTF8(string(b), "\uFFFD")) }

// mostPartLines bounds how many lines of one log are taken out of a bundle.
const mostPartLines = 1 << 20

// partLines gives the lines of a file of the bundle the numbers that they have in the whole log.
func partLines(data []byte, parts Parts) []logparse.Line {
	var out []logparse.Line
	text := strings.Split(strings.TrimSuffix(strings.ReplaceAll(cleanText(data), "\r\n", "\n"), "\n"), "\n")
	for _, p := range parts {
		for n := p.First; n <= p.Last && len(out) < min(len(text), mostPartLines); n++ {
			out = append(out, logparse.Line{Number: n, Text: text[len(out)]})
		}
	}
	return out
}

// Lines gives at most n lines of a log from line first on, as far as the bundle holds them, with their numbers in the whole log.
// path is that of a logparse.File of the report.
func (o *Opened) Lines(path string, first, n int) []logparse.Line {
	all := o.lines[path]
	i, _ := slices.BinarySearchFunc(all, first, func(l logparse.Line, n int) int { return l.Number - n })
	return slices.Clone(all[i:min(len(all), i+max(0, n))])
}

// Find gives the number of the nearest line after from that holds text, without regard to case; before from when back is set.
// 0: there is none in the bundle.
func (o *Opened) Find(path, text string, from int, back bool) int {
	text = strings.ToLower(text)
	hit := 0
	for _, l := range o.lines[path] {
		if back && l.Number >= from {
			break
		}
		if (back || l.Number > from) && strings.Contains(strings.ToLower(l.Text), text) {
			hit = l.Number
			if !back {
				break
			}
		}
	}
	return hit
}
