package logparse

import (
	"hash/maphash"
	"slices"
	"strings"
)

// overlap knows a run again that another file told of already: logs are copied, packed and sent twice, and the copies overlap. It is used only
// where several files are read (Options.Several).
type overlap struct {
	told, older map[uint64]toldRun // two generations, so that it is bounded
	latest      int64              // the newest end of a run in told, Unix seconds
	begun       int                // files of which a run was looked up
	held        []*Session         // what the ends of files cut: another file may have the whole of it. At most one a file
}

// toldRun is what is remembered of a run: enough to tell it from another one that began in the same second.
type toldRun struct {
	app, url, user uint32 // hashes; 0: not known
	start, end     int64
	file           int32
	calls          int32
}

// maxTold is how many runs a generation has. Beyond that the oldest ones are forgotten, and then a copy of them counts again.
const maxTold = 1 << 17

var runSeed = maphash.MakeSeed()

func hashed(s string) uint32 {
	if s == "" {
		return 0
	}
	return uint32(maphash.String(runSeed, s)) | 1
}

func toldOf(s *Session) toldRun {
	return toldRun{hashed(s.App), hashed(s.URL), hashed(s.User), s.Start.Unix(), s.End.Unix(), int32(s.File), int32(len(s.Calls))}
}

// key is what a run is looked up by: its application and its first second.
func key(app string, sec int64) uint64 {
	return maphash.Comparable(runSeed, struct {
		app string
		sec int64
	}{app, sec})
}

// begin takes note that a file begins at a time. Files come in the order of their first stamps, so what was over before that comes in none
// of those that follow.
func (o *overlap) begin(sec int64) {
	if sec > o.latest {
		clear(o.told)
		clear(o.older)
	}
}

// find looks for a run that was told of and that this one is the same as, or a part of.
func (o *overlap) find(s *Session, n toldRun, cut bool) (found toldRun, known bool) {
	// The first run of a file may have begun in another one: then no line of this one says that it started.
	headless := s.File >= o.begun && !s.Manual && !s.Scheduled
	k := key(s.App, n.start)
	for _, list := range []map[uint64]toldRun{o.told, o.older} {
		if t, ok := list[k]; ok && t.same(n, cut || headless) {
			return t, true
		}
		if !headless {
			continue
		}
		for _, t := range list {
			if n.start >= t.start && t.same(n, true) && (!known || t.file < found.file) {
				found, known = t, true
			}
		}
	}
	return found, known
}

func (o *overlap) put(k uint64, t toldRun) {
	if o.told == nil || len(o.told) >= maxTold {
		o.older, o.told = o.told, map[uint64]toldRun{}
	}
	o.told[k] = t
}

// same says whether a run is one that was told of, or a part of it. cut: its file may hold but a part.
func (t toldRun) same(n toldRun, cut bool) bool {
	if t.file == n.file || differ(t.app, n.app) || differ(t.url, n.url) || differ(t.user, n.user) {
		return false
	}
	return n.calls == t.calls && n.end == t.end || cut && n.calls <= t.calls && n.end <= t.end
}

// differ says whether two hashes are of different things, where both are known.
func differ(a, b uint32) bool { return a != b && a != 0 && b != 0 }

// repeats says whether another file told of this run, and takes note of it.
func (b *Builder) repeats(s *Session, cut bool) bool {
	if s.Start.IsZero() {
		return false // runs without a time are never taken for one another
	}
	n := toldOf(s)
	t, known := b.over.find(s, n, cut)
	b.over.begun = max(b.over.begun, s.File+1)
	if known {
		b.repeated(s.File, int(t.file))
		return true
	}
	b.over.put(key(s.App, n.start), n)
	b.over.latest = max(b.over.latest, n.end)
	return false
}

// repeated counts a run that a file has in common with another one before it.
func (b *Builder) repeated(file, of int) {
	list := b.log.Repeats
	i := slices.IndexFunc(list, func(r Repeat) bool { return r.File == file && r.Of == of })
	if i < 0 {
		i = len(list)
		list = append(list, Repeat{File: file, Of: of})
		b.log.Repeats = list
	}
	list[i].Runs++
}

// endOfFile ends the run that the end of a file cut. Where there are several, it is held until it shows whether another one has more of it.
func (b *Builder) endOfFile() {
	if !b.opt.Several || b.run.s == nil {
		b.finishRun()
		return
	}
	s := b.conclude()
	b.run = run{}
	b.over.held = append(b.over.held, s)
}

// release tells of the runs that were held and began by the time of the next one, but for those that it or another one is the whole of.
// nil: of all.
func (b *Builder) release(next *Session) {
	held := b.over.held
	b.over.held = held[:0:0]
	for i, h := range held {
		begins := func(whole *Session) bool { return whole.File != h.File && h.beginsAs(whole) }
		switch j := slices.IndexFunc(held[i+1:], begins); {
		case next != nil && begins(next):
			b.repeated(next.File, h.File)
			b.spare = append(b.spare, h)
		case next != nil && next.Start.Before(h.Start):
			b.over.held = append(b.over.held, h)
		case j >= 0:
			b.repeated(held[i+1+j].File, h.File)
			b.spare = append(b.spare, h)
		case b.repeats(h, true):
			b.spare = append(b.spare, h)
		default:
			b.count(h)
		}
	}
}

// beginsAs says whether all that is known of a run is what another one begins with. Its last line may be cut.
func (s *Session) beginsAs(whole *Session) bool {
	if !strings.HasPrefix(whole.App, s.App) || !strings.HasPrefix(whole.URL, s.URL) || !strings.HasPrefix(whole.User, s.User) ||
		s.Start.IsZero() || !s.Start.Equal(whole.Start) || s.End.After(whole.End) || len(s.Calls) > len(whole.Calls) {
		return false
	}
	sure := max(0, len(s.Calls)-1)
	return slices.EqualFunc(s.Calls[:sure], whole.Calls[:sure], func(a, b Call) bool { return a.Stage == b.Stage && a.Start.Equal(b.Start) })
}

// heardBefore says whether another file told of a failure outside any run.
func (b *Builder) heardBefore(f *Failure) bool {
	return !f.Time.IsZero() && slices.ContainsFunc(b.log.Loose, func(g Failure) bool {
		return g.File != f.File && g.Time.Equal(f.Time) && g.Code == f.Code && g.HResult == f.HResult && g.Message == f.Message
	})
}
