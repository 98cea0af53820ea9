package machine

import (
	"slices"
	"testing"
)

func TestAppOf(t *testing.T) {
	const owner, file = "3B0C9C0E-6A2F-4C77-9D5B-0B8F5B1D7A41", "c57d1f3a-90e4-4be8-8f62-5a1de0a3f0b9"
	tests := map[string]struct {
		values map[string]string
		want   *App
	}{
		"nothing":              {nil, nil},
		"no application":       {map[string]string{"Level": "DEBUG"}, nil},
		"a support page alone": {map[string]string{"AppSupport": "https://books.example/help"}, nil},
		"by its address": {map[string]string{"AppURL": "https://books.example/wc", "AppSupport": "https://books.example/help", "UserName": "harbor"},
			&App{Name: "key", URL: "https://books.example/wc", User: "harbor", Key: `HKCU\key`}},
		"by its ids": {map[string]string{"OwnerID": "{" + owner + "}", "FileID": "{" + file + "}"},
			&App{Name: "key", IDs: []string{file, "3b0c9c0e-6a2f-4c77-9d5b-0b8f5b1d7a41"}, Key: `HKCU\key`}},
		"its own name and schedule": {map[string]string{"AppName": "Harbor", "URL": "http://localhost/wc", "AutoRun": "False", "RunEveryNMinutes": "30"},
			&App{Name: "Harbor", URL: "http://localhost/wc", AutoRun: No, EveryMinutes: 30, Key: `HKCU\key`}},
		"a schedule that is none": {map[string]string{"URL": "http://localhost/wc", "RunEveryNMinutes": "-5", "Auto_Run": "maybe"},
			&App{Name: "key", URL: "http://localhost/wc", Key: `HKCU\key`}},
	}
	for name, tt := range tests {
		got := appOf("key", `HKCU\key`, tt.values)
		if (got == nil) != (tt.want == nil) {
			t.Errorf("%s: %+v", name, got)
			continue
		}
		if got == nil {
			continue
		}
		slices.Sort(got.IDs)
		slices.Sort(tt.want.IDs)
		if !slices.Equal(got.IDs, tt.want.IDs) || got.Name != tt.want.Name || got.URL != tt.want.URL || got.User != tt.want.User || got.Key != tt.want.Key ||
			got.AutoRun != tt.want.AutoRun || got.EveryMinutes != tt.want.EveryMinutes {
			t.Errorf("%s: %+v, want %+v", name, got, tt.want)
		}
	}
}

func TestNamesOfPrograms(t *testing.T) {
	for name, want := range map[string]bool{
		"QuickBooks Premier Edition 2021": true, "QuickBooks Enterprise Solutions 24.0": true, "QuickBooks": true, "QuickBooks Web Connector": false,
		"QuickBooks Tool Hub": false, "QuickBooks Runtime Redistributable": false, "QuickBooks PDF Converter": false, "Harbor Tea": false, "": false,
	} {
		if isQuickBooks(name) != want {
			t.Errorf("%q: %v", name, !want)
		}
	}
	for value, want := range map[string]bool{
		`"C:\Program Files (x86)\Common Files\Intuit\QuickBooks\QBWebConnector\QBWebConnector.exe" -min`: true, "QuickBooks Web Connector.lnk": true,
		"Web Connector.lnk": true, `C:\Windows\explorer.exe`: false, "": false,
	} {
		if isConnector(value) != want {
			t.Errorf("%q: %v", value, !want)
		}
	}
}

func TestValuesThatMayHoldASecretAreNotRead(t *testing.T) {
	for name, want := range map[string]bool{"Password": true, "userPwd": true, "MasterKey": true, "Secret": true, "AppURL": false, "UserName": false, "FileID": false} {
		if secretValue(name) != want {
			t.Errorf("%q: %v", name, !want)
		}
	}
}

func TestInspectElsewhere(t *testing.T) {
	if p, why := Inspect(nil); p != nil || why != "Only on Windows." {
		t.Errorf("%v %q", p, why)
	}
	if p, why := Inspect(plainPC{}); p != nil || why == "" || why == "Only on Windows." {
		t.Errorf("%v %q", p, why)
	}
}

// plainPC is a PC whose programs cannot be looked at, as that of an example or of a bundle.
type plainPC struct{ PC }

func (plainPC) OS() string { return "windows" }

func FuzzAppOf(f *testing.F) {
	f.Add("AppURL", "https://books.example/wc")
	f.Add("FileID", "{3B0C9C0E-6A2F-4C77-9D5B-0B8F5B1D7A41}")
	f.Add("RunEveryNMinutes", "99999999999999999999")
	f.Add("URL", "0")
	f.Fuzz(func(t *testing.T, name, value string) {
		values := map[string]string{name: value}
		values["URL"] = "http://localhost/" // afterwards: in a literal, a constant key goes in before one that is not
		a := appOf("key", "at", values)
		if a == nil || a.URL == "" || a.EveryMinutes < 0 || len(a.IDs) > 16+8 {
			t.Errorf("%+v", a)
		}
	})
}
