package redact

import (
	"fmt"
	"strings"
	"testing"
)

func TestShowLetsAKindBeSeen(t *testing.T) {
	const text = `username = 'kristy', kristy@mail.example, (415) 555-6579, <FullName>Zoe Zed</FullName>, password=hunter2`
	for _, c := range []struct {
		show []string
		want string
	}{
		{nil, `username = '<user-1>', <email-1>, <phone-1>, <FullName>[name-1]</FullName>, password=<hidden>`},
		{[]string{"phone number"}, `username = '<user-1>', <email-1>, (415) 555-6579, <FullName>[name-1]</FullName>, password=<hidden>`},
		{[]string{"email"}, `username = '<user-1>', <user-1>@mail.example, <phone-1>, <FullName>[name-1]</FullName>, password=<hidden>`},
		{[]string{"User name", " email "}, `username = 'kristy', kristy@mail.example, <phone-1>, <FullName>[name-1]</FullName>, password=<hidden>`},
		{Showable(), `username = 'kristy', kristy@mail.example, (415) 555-6579, <FullName>Zoe Zed</FullName>, password=<hidden>`},
	} {
		p := NewPeople(Known{})
		if err := p.Show(c.show...); err != nil {
			t.Fatal(err)
		}
		if got := p.Hide(text); got != c.want {
			t.Errorf("%v shown\n gives %q\n want  %q", c.show, got, c.want)
		} else if again := p.Hide(got); again != got {
			t.Errorf("%v shown: hiding twice gives %q", c.show, again)
		}
	}
}

// No secret can be shown, and a request that holds one shows nothing at all.
func TestNoSecretCanBeShown(t *testing.T) {
	const text = `password=hunter2 token=abc123 card 4111 1111 1111 1111 ssn 078-05-1120 a@b.example`
	want := NewPeople(Known{}).Hide(text)
	for _, k := range []Kind{Password, Ticket, Token, Cookie, Query, Card, Bank, TaxID, Other, "", "*", "all"} {
		p := NewPeople(Known{})
		if err := p.Show("email", string(k)); err == nil {
			t.Errorf("%q could be shown", k)
		}
		if got := p.Hide(text); got != want {
			t.Errorf("%q: %q", k, got)
		}
		if MayShow(string(k)) {
			t.Errorf("%q may be shown", k)
		}
	}
	for _, k := range Showable() {
		if !MayShow(k) {
			t.Errorf("%q may not be shown", k)
		}
	}
	if len(personalKinds) != len(stems) {
		t.Error("a kind of people is missing in the list of what can be shown")
	}
}

// What is inside a shown value stays hidden where it is a secret.
func TestASecretInWhatIsShownStaysHidden(t *testing.T) {
	p := NewPeople(Known{})
	if err := p.Show(Showable()...); err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{
		`<Memo>card 4111 1111 1111 1111</Memo>`, `password=«4111 1111 1111 1111»`, `Customer name: Bob token=4111 1111 1111 1111`, `<Notes>the password is 4111111111111111</Notes>`, `password=4111.1111.1111.1111@mail.example`,
	} {
		if got := p.Hide(s); strings.Contains(got, "1111") {
			t.Errorf("%q gives %q", s, got)
		}
	}
}

func TestWhatIsShownIsCounted(t *testing.T) {
	p := NewPeople(Known{})
	if err := p.Show("email", "phone"); err != nil {
		t.Fatal(err)
	}
	p.Hide("a@b.example, c@d.example, A@B.example, username='kristy'")
	if got := fmt.Sprint(p.Shown()); got != "[{e-mail address  2} {phone number  0}]" {
		t.Error(got)
	}
	if got := fmt.Sprint(p.Hidden()); got != "[{user name <user-1> 1}]" {
		t.Error(got)
	}
}

// Many names in a text that lets them be seen take no longer than in one that hides them.
func TestShownNamesTakeNoTime(t *testing.T) {
	p := NewPeople(Known{})
	if err := p.Show(Showable()...); err != nil {
		t.Fatal(err)
	}
	for _, piece := range []string{"full name: ", "company=", "bill to: a ", "phone: 1 ", "a@b.c"} {
		p.Hide(strings.Repeat(piece, 64<<10/len(piece)))
	}
}
