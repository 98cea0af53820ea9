package redact

import (
	"strings"
	"testing"
)

// said is how the Web Connector quotes what a service said.
const said = "20250519.08:10:02 UTC\t: QBWebConnector.SOAPWebService.do_sendRequestXML() : QBWC1041: SendRequestXML failed due to error message: <"

// What a rule finds it finds behind "<" too, which the Web Connector puts around what a service said.
func TestSamplesInTheBracketsOfTheLog(t *testing.T) {
	for _, r := range allSamples() {
		hide := Clean
		if r.people {
			hide = func(s string) string { return NewPeople(Known{}).Hide(s) }
		}
		for _, h := range r.hits {
			if strings.ContainsAny(h, "<>\n") || strings.HasPrefix(h, "|") { // a table is none in brackets
				continue
			}
			text, _ := expect(h)
			got := hide(said + text + ">")
			for _, part := range strings.Split(h, "«")[1:] {
				v, _, _ := strings.Cut(part, "»")
				if len(v) > 2 && strings.Contains(got[len(said)-1:], v) && strings.Count(text, v) == 1 {
					t.Errorf("%s: <%s> gives %q", r.id, text, got[len(said)-1:])
				}
			}
			if !strings.HasPrefix(got, said) {
				t.Errorf("%s: <%s> lost what stands before: %q", r.id, text, got)
			}
		}
	}
}

// A tag stays what it is: its text is hidden, and its attributes only where they hold what the tag is named for.
func TestTagsAndSentences(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`<Password is X9kQ_zz1>`, `<Password is <hidden>>`},
		{`<Password : X9kQ_zz1 is wrong>`, `<Password : <hidden>>`},
		{`<x:password is X9kQ_zz1>`, `<x:password is <hidden>>`},
		{`<Password = "X9kQ_zz1">`, `<Password = "<hidden>">`},
		{`<password required>hunter</password>`, `<password required>[hidden]</password>`},
		{`<password type=a>hunter</password>`, `<password type=a>[hidden]</password>`},
		{`<password xmlns:a='b' >hunter</password>`, `<password xmlns:a='b' >[hidden]</password>`},
		{`<password id="4" value="hunter"/>`, `<password id="4" value="<hidden>"/>`},
		{`<password sent="hunter" bob="X9kQ_zz1" id="X9kQ_zz1"/>`, `<password sent="<hidden>" bob="<hidden>" id="X9kQ_zz1"/>`},
		{`<Password : a>b12cd>`, `<Password : <hidden>>`},
		{`<password=a>b12cd><x="1">`, `<password=<hidden>><x="1">`},
		{`<password=x1><x="1">`, `<password=<hidden>><x="1">`},
		{`<Password: x1> and <b>`, `<Password: <hidden>> and <b>`},
		{`<password id="4" size="20"/>`, `<password id="4" size="20"/>`},
		{`<password/>`, `<password/>`},
		{`<password />`, `<password />`},
		{`<Password is wrong>`, `<Password is wrong>`},
		{`<Password expired for bob>`, `<Password expired for bob>`},
		{`<password invalid, ask for a new one>`, `<password invalid, ask for a new one>`},
		{`<token expired>`, `<token expired>`},
		{`<ticket : it helps>`, `<ticket : it helps>`},
		{`<QBWC1012 password 0x80040408>`, `<QBWC1012 password 0x80040408>`},
	} {
		if got := Clean(c.in); got != c.want {
			t.Errorf("%q\n gives %q\n want  %q", c.in, got, c.want)
		}
		if again := Clean(c.want); again != c.want {
			t.Errorf("%q becomes %q", c.want, again)
		}
	}
}
