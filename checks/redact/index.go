package redact

// index finds many words in one pass over a text, without regard to the case of ASCII letters. Of each word it looks for
// the two bytes that are least likely to stand in a log, and compares the word only where they stand, and what may follow
// them: most of a text is passed over at a test of one bit a byte. It is read-only after it was built.
type index struct {
	class   [256]uint8                  // bytes in lower case, as bits in rows; those that stand in no word share class 0
	rows    [classes]uint64             // class -> the classes that make a pair behind it
	heads   [classes*classes + 1]uint16 // pair -> its first entry; the next head is behind its last one
	follow  [classes * classes]uint64   // pair -> the classes that may come next
	lead    [classes * classes]uint64   // pair -> the classes that may come before it
	entries []entry
}

// classes is how many kinds of bytes are told apart.
const classes = 64

// entry is a word, where its pair was seen.
type entry struct {
	word string
	n    int // index in the list given to newIndex
	off  int // of the second byte of the pair in the word
}

// typical is what most of a log is made of, in lower case: parts of words that stand in it tell little.
const typical = `20250519.13:33:54 utc : qbwebconnector.soapwebservice.do_authenticate() : *** calling authenticate() with following parameters:
registrymanager.setupdatelock() : hkey_current_user\software\intuit\qbwebconnector\updatelock has been set to true ********** update session locked unlocked
webservicemanager.doupdateselected() : updatews() for application = 'example app' has started. initiated connection to the following application. appname: appurl: https
soapwebservice.do_serverversion() : received from serverversion() following parameter:<serverversionret="1.0"> clientversion authenticating to application, username =
sendrequestxml() asking application to send request no. 6 : strrequestxml hcpresponsexml= qbnationality="us" qbxmlmajorvers="13" qbxmlminorvers="0" cfn="c:\users\public\documents
processrequestxml() : processing request #1 : request: received from application: size (bytes) = 404. sending request to quickbooks. response received from quickbooks: more="83"
there are more requests to process. xml dump follows: - <?xml version="1.0" encoding="utf-8"?> <qbxml><qbxmlmsgsrq onerror="stoponerror"><customerqueryrs requestid="167" iterator="continue">
receiveresponsexml() : hresult="" message="" <listid>80000001-1234567890</listid><timecreated>2019-05-30t08:00:59</timecreated><isactive>true</isactive><maxreturned>10</maxreturned>
<customerret> <name>kristy</name> <fullname>retail:kristy</fullname> <parentref> <sublevel>1</sublevel> <companyname> <firstname> <lastname> <billaddress> <addr1> <city> <state> <postalcode> <shipaddress> <phone> <email> <editsequence>
<balance> <totalbalance> <salestaxcoderef> <itemsalestaxref> <jobstatus> <customertyperef> <termsref> <invoiceret> <txnid> <refnumber> <invoicelineret> <itemref> <desc> <quantity> <rate> <amount> <txndate> <duedate> <subtotal> </name> </addr1> </city>
closeconnection() following parameters: getting the connection interactive mode, minimum number, in the specified list, could not be found, the operation has timed out, error, exception
stacktrace = at system.web.services.protocols.soaphttpclientprotocol.readresponse(soapclientmessage message, webresponse response, stream responsestream, boolean asynccall)`

// lower makes ASCII letters lower case and leaves all other bytes as they are.
var lower = func() (l [256]byte) {
	for c := range l {
		l[c] = byte(c)
		if c >= 'A' && c <= 'Z' {
			l[c] = byte(c) + 'a' - 'A'
		}
	}
	return l
}()

// newIndex builds an index of words in lower case. Empty words are left out. ends, where given, has for each word the
// bytes that may stand beside it; nil: any.
func newIndex(words []string, limits []*sides) *index {
	x := new(index)
	x.classify(words)
	lists, seen := make(map[int][]entry), x.habits()
	for n, w := range words {
		if w == "" {
			continue
		}
		beside := new(sides)
		if limits != nil && limits[n] != nil {
			beside = limits[n]
		}
		off := 0
		if len(w) > 1 {
			off = x.rarest(w, beside, lists, seen)
		}
		e := entry{w, n, off}
		if len(w) == 1 { // whatever stands before it
			for before := range classes {
				pair := before*classes + int(x.class[w[0]])
				lists[pair] = append(lists[pair], e)
				x.follow[pair] |= x.set(beside.after)
				x.lead[pair] = ^uint64(0)
			}
			continue
		}
		pair := x.pair(w, off)
		lists[pair] = append(lists[pair], e)
		lead, follow := x.around(w, off, beside)
		x.lead[pair] |= lead
		x.follow[pair] |= follow
	}
	for pair := range classes * classes {
		x.heads[pair] = uint16(len(x.entries))
		if len(lists[pair]) > 0 {
			x.rows[pair/classes] |= 1 << (pair % classes)
			x.entries = append(x.entries, lists[pair]...)
		}
	}
	x.heads[classes*classes] = uint16(len(x.entries))
	return x
}

// classify gives each byte of the words a class of its own as long as there are any, ASCII first; the last class is shared.
func (x *index) classify(words []string) {
	var used [256]bool
	for _, w := range words {
		for i := range len(w) {
			used[w[i]] = true
		}
	}
	last := uint8(0)
	for c, u := range used {
		if u {
			last = min(last+1, classes-1)
			x.class[c] = last
		}
	}
	for c := 'A'; c <= 'Z'; c++ {
		x.class[c] = x.class[c+'a'-'A']
	}
}

// pair is the number of the pair that ends at off in w.
func (x *index) pair(w string, off int) int {
	return int(x.class[w[off-1]])*classes + int(x.class[w[off]])
}

// sides are the bytes that may stand before and after a word; nil: any.
type sides struct{ before, after *[256]bool }

// set gives the classes of bytes.
func (x *index) set(bytes *[256]bool) uint64 {
	if bytes == nil {
		return ^uint64(0)
	}
	var set uint64
	for c, may := range bytes {
		if may {
			set |= 1 << x.class[c]
		}
	}
	return set
}

// habits says how the bytes of a typical log follow each other: for each pair, the classes before and behind it, each time.
func (x *index) habits() map[int][][2]uint8 {
	seen := make(map[int][][2]uint8)
	for i := 2; i+1 < len(typical); i++ {
		pair := x.pair(typical, i)
		seen[pair] = append(seen[pair], [2]uint8{x.class[typical[i-2]], x.class[typical[i+1]]})
	}
	return seen
}

// around gives the classes that may stand before and behind the pair that ends at off in w.
func (x *index) around(w string, off int, beside *sides) (lead, follow uint64) {
	if off > 1 {
		lead = 1 << x.class[w[off-2]]
	} else {
		lead = x.set(beside.before)
	}
	if off+1 < len(w) {
		return lead, 1 << x.class[w[off+1]]
	}
	return lead, x.set(beside.after)
}

// rarest chooses the pair of a word: the one that adds least to the work at a typical log, which is the words that are
// looked at where a pair stands between the right neighbours. Among equal ones it is the one with the fewest words.
func (x *index) rarest(w string, beside *sides, lists map[int][]entry, seen map[int][][2]uint8) int {
	best, least := 1, -1
	for off := 1; off < len(w); off++ {
		pair := x.pair(w, off)
		lead, follow := x.around(w, off, beside)
		was, is, n := 0, 0, len(lists[pair])
		for _, at := range seen[pair] {
			if x.lead[pair]>>at[0]&1 != 0 && x.follow[pair]>>at[1]&1 != 0 {
				was++
			}
			if (x.lead[pair]|lead)>>at[0]&1 != 0 && (x.follow[pair]|follow)>>at[1]&1 != 0 {
				is++
			}
		}
		if cost := (is*(n+3)-was*(n+2))*64 + len(seen[pair])/4 + n; least < 0 || cost < least {
			best, least = off, cost
		}
	}
	return best
}

// next gives the first place from i on where a pair ends, and its number; len(s) where there is none.
func (x *index) next(s string, i int) (at, pair int) {
	before := uint8(0)
	if i > 0 && i <= len(s) {
		before = x.class[s[i-1]]
	}
	for ; i < len(s); i++ {
		c := x.class[s[i]]
		if x.rows[before&(classes-1)]>>(c&(classes-1))&1 != 0 {
			pair = int(before)*classes + int(c)
			if (i+1 == len(s) || x.follow[pair]>>(x.class[s[i+1]]&(classes-1))&1 != 0) &&
				(i < 2 || x.lead[pair]>>(x.class[s[i-2]]&(classes-1))&1 != 0) {
				return i, pair
			}
		}
		before = c
	}
	return i, 0
}

// at gives the words whose pair this is.
func (x *index) at(pair int) []entry { return x.entries[x.heads[pair]:x.heads[pair+1]] }

// start says where the word begins whose pair ends at i; -1: it does not stand there.
func (e *entry) start(s string, i int) int {
	start := i - e.off
	if start < 0 || len(s)-start < len(e.word) {
		return -1
	}
	for k := range len(e.word) {
		if lower[s[start+k]] != e.word[k] {
			return -1
		}
	}
	return start
}

// each calls f for every word found.
func (x *index) each(s string, f func(word, start, end int)) { x.eachFrom(s, 0, f) }

// eachFrom does so for words whose rarest pair stands at or behind s[at].
func (x *index) eachFrom(s string, at int, f func(word, start, end int)) {
	for i, pair := x.next(s, at); i < len(s); i, pair = x.next(s, i+1) {
		for _, e := range x.at(pair) {
			if start := e.start(s, i); start >= 0 {
				f(e.n, start, start+len(e.word))
			}
		}
	}
}
