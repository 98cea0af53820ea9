package report

import (
	"encoding"
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"time"

	"authdoctor/checks"
	"authdoctor/checks/cause"
	"authdoctor/checks/probe"
	"authdoctor/checks/redact"
	"authdoctor/checks/vendors"
	"authdoctor/logparse"
)

// DetailSchema names the file of a bundle that only this program reads: all that the screens show. Its members are named as the
// fields of the program's own types, and stages and outcomes are numbers there; where those change their meaning, it changes.
const DetailSchema = "authdoctor.detail/v1"

// detail is the document authdoctor.detail/v1.
type detail struct {
	Schema string
	Report Report        // without its log
	Log    *logparse.Log // without its applications
	Apps   []appDetail
}

// appDetail is an application of a log. A run that stands in several lists of the application is written once.
type appDetail struct {
	App                                 logparse.App // without its runs
	Runs                                []*logparse.Session
	Recent, Kept                        []int // places in Runs, from 1, oldest first
	Newest, Decided, LastGood, FirstBad int   // places in Runs, from 1; 0: there is none
}

// Bounds of what a bundle tells of a log's runs and of the network.
const (
	mostApps      = 50
	mostRecent    = 512 // of an application, and as many failed ones
	mostExchanges = 20  // of a check
)

// detail makes the document of all that the screens show; every text in it goes through hide.
func (r *Report) detail(hide func(string) string) any {
	d := detail{Schema: DetailSchema, Report: *r}
	d.Report.Log, d.Report.KB, d.Report.Vendor, d.Report.Show = nil, nil, nil, nil
	if r.Case != nil {
		c := *r.Case
		c.ChannelUser = "" // it may be half of a key
		d.Report.Case = &c
	}
	d.Report.Machine = Machine{OS: r.Machine.OS, User: placeholderOf(hide, "user ", r.Machine.User), Host: placeholderOf(hide, "PC ", r.Machine.Host)}
	d.Report.Result, d.Report.Before = bare(r.Result), bare(r.Before)
	if r.Log != nil {
		log := *r.Log
		for i, a := range log.Apps {
			if i == mostApps {
				break
			}
			d.Apps = append(d.Apps, appOf(a))
		}
		log.Apps = nil
		d.Log = &log
	}
	return plain(reflect.ValueOf(d), hide)
}

// placeholderOf gives what stands for a name of this PC; empty where it is one that tells nobody anything and so is not hidden.
func placeholderOf(hide func(string) string, kind, name string) string {
	if said := kind + name; name != "" && hide(said) != said {
		return hide(said)[len(kind):]
	}
	return ""
}

// quoted is evidence with what a summary says of it.
func quoted(list []checks.Evidence) []checks.Evidence {
	out := slices.Clone(list)
	for i := range out {
		out[i].Text = quotable(out[i])
	}
	return out
}

// bare is a result without the bodies that came over the network and without all headers but two; foreign sentences are quoted as
// in a summary.
func bare(r *checks.Result) *checks.Result {
	if r == nil {
		return nil
	}
	out := *r
	out.Checks, out.Verdicts = slices.Clone(r.Checks), slices.Clone(r.Verdicts)
	for i := range out.Verdicts {
		out.Verdicts[i].Evidence = quoted(r.Verdicts[i].Evidence)
	}
	for i := range out.Checks {
		out.Checks[i].Findings = slices.Clone(r.Checks[i].Findings)
		for j := range out.Checks[i].Findings {
			out.Checks[i].Findings[j].Evidence = quoted(r.Checks[i].Findings[j].Evidence)
		}
		var list []*probe.Exchange
		for _, x := range out.Checks[i].Exchanges {
			if x == nil || len(list) == mostExchanges {
				continue
			}
			y := *x
			y.Body, y.Header = nil, http.Header{}
			for _, name := range []string{"Server", "Content-Type"} {
				if v := x.Header.Get(name); v != "" {
					y.Header.Set(name, v)
				}
			}
			list = append(list, &y)
		}
		out.Checks[i].Exchanges = list
	}
	return &out
}

// appOf takes an application apart.
func appOf(a *logparse.App) appDetail {
	d := appDetail{App: *a}
	d.App.Newest, d.App.Decided, d.App.LastGood, d.App.FirstBad, d.App.Recent, d.App.Kept = nil, nil, nil, nil, nil, nil
	places := make(map[*logparse.Session]int)
	place := func(s *logparse.Session) int {
		if s == nil {
			return 0
		}
		if places[s] == 0 {
			d.Runs = append(d.Runs, s)
			places[s] = len(d.Runs)
		}
		return places[s]
	}
	for _, s := range a.Kept[max(0, len(a.Kept)-mostRecent):] {
		d.Kept = append(d.Kept, place(s))
	}
	for _, s := range a.Recent[max(0, len(a.Recent)-mostRecent):] {
		d.Recent = append(d.Recent, place(s))
	}
	d.Newest, d.Decided, d.LastGood, d.FirstBad = place(a.Newest), place(a.Decided), place(a.LastGood), place(a.FirstBad)
	return d
}

// The types that never leave this PC, or that every PC has.
var (
	secretType = reflect.TypeFor[redact.Secret]()
	kbType     = reflect.TypeFor[*cause.Base]()
	vendorType = reflect.TypeFor[*vendors.Vendor]()
	timeType   = reflect.TypeFor[time.Time]()
	textType   = reflect.TypeFor[encoding.TextUnmarshaler]()
)

// plain makes of a value what encoding/json writes so that it reads it back into the same type: structures as maps without
// their zero members, named numbers as numbers. Each text goes through hide, so that none can be forgotten.
func plain(v reflect.Value, hide func(string) string) any {
	if !v.IsValid() || v.Type() == secretType || v.Type() == kbType || v.Type() == vendorType {
		return nil
	}
	if v.Type() == timeType {
		return v.Interface()
	}
	if reflect.PointerTo(v.Type()).Implements(textType) {
		return fmt.Sprint(v.Interface())
	}
	switch v.Kind() {
	case reflect.String:
		return hide(v.String())
	case reflect.Pointer:
		if v.IsNil() {
			return nil
		}
		return plain(v.Elem(), hide)
	case reflect.Struct:
		out := make(map[string]any)
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if !f.IsExported() || v.Field(i).IsZero() {
				continue
			}
			x := plain(v.Field(i), hide)
			if inner, ok := x.(map[string]any); ok && f.Anonymous {
				maps.Copy(out, inner)
			} else if x != nil {
				out[f.Name] = x
			}
		}
		return out
	case reflect.Map:
		out := make(map[string]any)
		for _, k := range v.MapKeys() {
			out[hide(k.String())] = plain(v.MapIndex(k), hide)
		}
		return out
	case reflect.Slice, reflect.Array:
		out := make([]any, 0, v.Len())
		for i := range v.Len() {
			out = append(out, plain(v.Index(i), hide))
		}
		return out
	case reflect.Bool:
		return v.Bool()
	}
	switch { // numbers of any width, without their own way to write themselves
	case v.CanInt():
		return v.Int()
	case v.CanUint():
		return v.Uint()
	case v.CanFloat():
		return v.Float()
	}
	return nil
}
