package checks

import (
	"html"
	"strings"

	"authdoctor/checks/cause"
	"authdoctor/checks/lazyregexp"
	"authdoctor/checks/probe"
)

// pageSign is how a page under a good status shows that no shop stands behind it. What it means is an inference from words, so
// it is likely and no more.
type pageSign struct {
	cause   cause.ID
	heading *lazyregexp.Regexp // of the title or the first heading
	body    *lazyregexp.Regexp // anywhere in the head of the page
	why     string
}

// pageSigns are read in order; the first that fits counts. Words that a shop may use of its goods ("pool maintenance") must not
// fit, so each is a whole phrase.
var pageSigns = []pageSign{
	{cause: channelClosed, why: "The shop says that it is closed.",
		heading: lazyregexp.New(`(?i)(store|shop) unavailable|account (has been )?suspended`),
		body:    lazyregexp.New(`(?i)this (shop|store) is (currently|temporarily) unavailable|this account has been suspended`)},
	{cause: notAWebService, why: "The address is parked: a page of whoever keeps or sells the name answers, and no shop.",
		heading: lazyregexp.New(`(?i)parked (domain|free|by|at)|domain (name )?(is )?(parked|parking)|(is|may be) for sale$|domain (name )?(has )?expired`),
		body:    lazyregexp.New(`(?i)buy this domain|this domain( name)? (is|may be) for sale|domain ?(name)? \S+ (is|may be) for sale|this domain( name)? (is parked|has expired|is registered, but)|(sedoparking|parkingcrew|bodis|above)\.(com|net)/|d38psrni17bvxu\.cloudfront`)},
	{cause: httpServerError, why: "The shop is in maintenance.",
		heading: lazyregexp.New(`(?i)\b(under|in|down for|undergoing|closed for|scheduled|unavailable for) (scheduled )?maintenance\b|\bmaintenance mode\b|^(site |website |server )?maintenance$|\bbe (right )?back (soon|shortly)\b|\btemporarily (offline|down|unavailable)\b|^(site )?under construction$`)},
	{cause: httpNotFound, why: "The page says that there is nothing at this address.",
		heading: lazyregexp.New(`(?i)^(error )?(404|410)\b|^(page|file|site) not found|^no such app\b|\b404 (error|not found|page)`)},
	{cause: httpForbidden, why: "The page says that this PC is refused.",
		heading: lazyregexp.New(`(?i)^(error )?403\b|^(access denied|forbidden)$`)},
}

// judgePage decides from a page under a good status; false where it may well be a shop's.
func judgePage(ex *probe.Exchange) (f Finding, why string, ok bool) {
	f = Finding{Subject: cause.Site, Address: plainAddress(ex.URL), Strength: cause.Likely}
	if challenges(ex) {
		f.Cause = httpForbidden
		f.Evidence = []Evidence{seen(ex, answerLine(ex)+guardWords(ex))}
		return f, "The shop sends a check of browsers first, which no program passes.", true
	}
	page := string(ex.Body[:min(len(ex.Body), pageHead)])
	heads := headings(page)
	for _, s := range pageSigns {
		quote := ""
		for _, h := range heads {
			if quote == "" && s.heading.MatchString(h) {
				quote = h
			}
		}
		if quote == "" && s.body != nil {
			quote = s.body.FindString(page)
		}
		if quote == "" {
			continue
		}
		f.Cause = s.cause
		f.Evidence = []Evidence{said(ex, answerLine(ex)+", and its page says", quote)}
		return f, s.why, true
	}
	return Finding{}, "", false
}

var headingTag = lazyregexp.New(`(?is)<(?:title|h1)\b[^>]{0,200}>(.{0,300}?)</(?:title|h1)`)

// headings are the title and the headings of a page, without markup; three at most.
func headings(page string) []string {
	var out []string
	for _, m := range headingTag.FindAllStringSubmatch(page, 3) {
		if h := strings.Join(strings.Fields(html.UnescapeString(markup.ReplaceAllString(m[1], " "))), " "); h != "" {
			out = append(out, h)
		}
	}
	return out
}

var markup = lazyregexp.New(`<[^>]*>`)
