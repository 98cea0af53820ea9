package qwc

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"
)

func TestCorrected(t *testing.T) {
	tests := []struct {
		name, text, url string
		changed         []string          // the fields
		want            map[string]string // some of the new values
		err             string
	}{
		{name: "nothing to do", text: smallest},
		{name: "http to https", text: with("https://books.harbortea.example/wc", "http://books.harbortea.example:80/wc"), changed: []string{"AppURL"},
			want: map[string]string{"AppURL": "https://books.harbortea.example/wc"}},
		{name: "a new address, and support moves along", text: smallest, url: "https://new.seven-hills.example/qb?a=1&b=2", changed: []string{"AppURL", "AppSupport"},
			want: map[string]string{"AppURL": "https://new.seven-hills.example/qb?a=1&b=2", "AppSupport": "https://new.seven-hills.example/help"}},
		{name: "support elsewhere", text: with("https://books.harbortea.example/help", "https://seven-hills.example/help"), changed: []string{"AppSupport"},
			want: map[string]string{"AppSupport": "https://books.harbortea.example/"}},
		{name: "http, and support elsewhere", text: strings.NewReplacer("https://books.harbortea.example/wc", "http://books.harbortea.example/wc", "https://books.harbortea.example/help", "https://seven-hills.example/help").Replace(smallest),
			changed: []string{"AppURL", "AppSupport"}, want: map[string]string{"AppURL": "https://books.harbortea.example/wc", "AppSupport": "https://books.harbortea.example/"}},
		{name: "an ampersand", text: with("/wc<", "/wc?a=1&b=2<"), changed: []string{"“&” in AppURL"}, want: map[string]string{"AppURL": "https://books.harbortea.example/wc?a=1&b=2"}},
		{name: "white space before the declaration", text: "\n" + smallest, changed: []string{"before the XML"}},
		{name: "the encoding that it does not have", text: strings.Replace(smallest, "utf-8", "utf-16", 1), changed: []string{"encoding"}},
		{name: "a good file in UTF-16", text: utf16(strings.Replace(smallest, "utf-8", "utf-16", 1), unicode.LittleEndian, unicode.UseBOM)},
		{name: "white space around a value", text: with("harbor-0042", " harbor-0042"), changed: []string{"UserName"}, want: map[string]string{"UserName": "harbor-0042"}},
		{name: "an element twice", text: add("<AppName>Other</AppName>"), changed: []string{"AppName"}, want: map[string]string{"AppName": "Harbor Tea Orders"}},
		{name: "small letters", text: strings.ReplaceAll(smallest, "QBWCXML", "qbwcxml"), changed: []string{"outermost element"}},
		{name: "ids get braces and stay", text: with("{3b0c9c0e-6a2f-4c77-9d5b-0b8f5b1d7a41}", "3b0c9c0e-6a2f-4c77-9d5b-0b8f5b1d7a41"), changed: []string{"OwnerID"},
			want: map[string]string{"OwnerID": "{3b0c9c0e-6a2f-4c77-9d5b-0b8f5b1d7a41}", "FileID": "{c57d1f3a-90e4-4be8-8f62-5a1de0a3f0b9}"}},
		{name: "words", text: strings.Replace(add("<Style>documents</Style><Notify>TRUE</Notify><AuthFlags>99</AuthFlags><IsReadOnly>true</IsReadOnly>"), "QBFS", "qbpos", 1),
			changed: []string{"QBType", "IsReadOnly", "Notify", "Style", "AuthFlags"}, want: map[string]string{"QBType": "QBPOS", "Notify": "true", "IsReadOnly": "false", "Style": ""}},
		{name: "a misspelt name", text: add("<PersonalDataPrep>pdpOptional</PersonalDataPrep><CertID>7</CertID>"), changed: []string{"PersonalDataPref", "CertID"},
			want: map[string]string{"PersonalDataPref": "pdpOptional"}},
		{name: "what may be left empty", text: with("<AppID></AppID>", ""), changed: []string{"AppID"}},
		{name: "this computer keeps http", text: strings.NewReplacer("https://books.harbortea.example", "http://localhost:8000").Replace(smallest)},
		{name: "an id is missing", text: with("{c57d1f3a-90e4-4be8-8f62-5a1de0a3f0b9}", "x"), err: "FileID"},
		{name: "a new address that is none", text: smallest, url: "http://books.harbortea.example/", err: "no https address"},
		{name: "a web page", text: "<html></html>", err: "nothing in the file"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := Parse([]byte(tt.text), "a.qwc")
			out, changes, err := f.Corrected(tt.url)
			if tt.err != "" {
				if err == nil || !strings.Contains(err.Error(), tt.err) {
					t.Fatalf("error %v, want %q", err, tt.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			var fields []string
			for _, c := range changes {
				fields = append(fields, c.Field)
				if !strings.HasSuffix(c.Why, ".") || c.Was() == "" || c.Now() == "" {
					t.Errorf("not in words: %+v", c)
				}
			}
			slices.Sort(fields)
			slices.Sort(tt.changed)
			if !slices.Equal(fields, tt.changed) {
				t.Errorf("changed %v, want %v", fields, tt.changed)
			}
			again := Parse(out, "a.qwc")
			if again.Broken() {
				t.Errorf("still broken: %+v\n%s", again.Problems, out)
			}
			for field, want := range tt.want {
				if got := *known[indexOf(field)].value(again); got != want {
					t.Errorf("%s: %q, want %q", field, got, want)
				}
			}
			if again.OwnerID != "{"+strings.Trim(f.OwnerID, "{}")+"}" || again.FileID != "{"+strings.Trim(f.FileID, "{}")+"}" {
				t.Errorf("ids changed: %s, %s", again.OwnerID, again.FileID)
			}
		})
	}
}
