package redact

import "strings"

// Kind is a kind of thing that is hidden, in the words of the list "what was hidden".
type Kind string

// The kinds of secrets. They are hidden always and get no name.
const (
	Password Kind = "password"
	Ticket   Kind = "ticket"
	Token    Kind = "token or key"
	Cookie   Kind = "cookie"
	Query    Kind = "part of an address"
	Card     Kind = "card number"
	Bank     Kind = "bank number"
	TaxID    Kind = "tax number"
	Other    Kind = "secret" // one that was hidden before, or that the caller named
)

// The kinds of people. They are hidden in what leaves the PC, under stable names.
const (
	User    Kind = "user name"
	Email   Kind = "e-mail address"
	Phone   Kind = "phone number"
	Person  Kind = "name"
	Machine Kind = "PC name"
	Company Kind = "company"
	Address Kind = "postal address"
	Folder  Kind = "folder"
	Host    Kind = "other host"
)

// hidden is what stands in the place of a secret.
const hidden = "<hidden>"

// inBrackets is the same inside an XML element, which must stay well-formed.
const inBrackets = "[hidden]"

// stems are the words in the stable names.
var stems = map[Kind]string{User: "user", Email: "email", Phone: "phone", Person: "name", Machine: "pc", Company: "company",
	Address: "address", Folder: "folder", Host: "host"}

// personal says whether a kind is hidden only in what leaves the PC.
func (k Kind) personal() bool {
	switch k {
	case User, Email, Phone, Person, Machine, Company, Address, Folder, Host:
		return true
	}
	return false
}

// span is a part of a text that must not be seen.
type span struct {
	start, end int
	kind       Kind
	value      string // as read, for the stable name
	element    bool   // it is the text of an XML element, which must stay well-formed
}

// key is what a value is known by: spellings of the same one share it.
func (sp span) key() string {
	if sp.kind == Phone {
		return national(sp.value)
	}
	return strings.ToLower(strings.TrimSpace(sp.value))
}

// longestKey is up to which length a key needs no memory.
const longestKey = 64

// keyIn is the key, in the room where it is plain and short.
func (sp span) keyIn(room *[longestKey]byte) []byte {
	v := strings.TrimSpace(sp.value)
	if sp.kind == Phone || len(v) > longestKey {
		return []byte(sp.key())
	}
	for i := range len(v) {
		if v[i] >= 0x80 {
			return []byte(sp.key())
		}
		room[i] = lower[v[i]]
	}
	return room[:len(v)]
}

// A rule's samples show what it hides: what stands between « and » must go, and all else must stay. A miss must stay whole.
type samples struct {
	hits, misses []string
}

// style says how far the value of a name reaches where it stands without quotes.
type style uint8

const (
	free   style = iota // anything a person may choose, blanks and commas too: up to the next name, or the end of the line
	word                // up to the next blank or delimiter
	header              // all that follows on the line
)

// naming hides the value of a name, as in name="value", name: value, <name>value</name>.
type naming struct {
	id    string
	kind  Kind
	style style
	names []string // in lower case; "_", "-", "." and blanks inside a name count for nothing
	whole bool     // the name must be one of names; else it is enough that it contains one
	tail  bool     // with whole: it is enough that the last words of the name are one: MYSQL_PWD, smtpPass
	only  where
	known map[string]bool // names as they are compared; made by newEngine
	samples
}

// where a name must stand to count.
type where uint8

const (
	anywhere  where = iota
	inElement       // only in <name>value</name>
	notProse        // before ":", where sentences use the name too, only when the value looks like a key
	inData          // only in <name>value</name> and "name":"value"
	asName          // only as a label of its own, and only when the value begins with a full name
	ifKey           // only when the value looks like a key, whatever stands in front of it
)

// shape hides what looks like a secret wherever it stands: a known beginning and enough of the right bytes after it.
type shape struct {
	id    string
	kind  Kind
	begin []string // in lower case
	more  string   // what may follow, beside letters and digits
	least int      // how many of them at least
	samples
}
