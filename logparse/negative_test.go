package logparse

import "testing"

func TestTellsError(t *testing.T) {
	for text, want := range map[string]bool{
		"OK": false, "No error": false, "no more requests": false, "Success!": false, "Successfully done": false, "Nothing to do": false, "No pending orders": false, "None": false, "No data.": false,
		"No database connection": true, "The shop refused the key": true, "9999: ERROR: column": true, "No connection could be made": true, "Okta refused the token": true, "Error!": true,
	} {
		if got := tellsError([]byte(text)); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestNegativeIn(t *testing.T) {
	for text, want := range map[string]string{
		`Received from receiveResponseXML() following parameter:<receiveResponseXMLRet="-1">`: "-1", `more="-103">`: "-103",
		`more="83">`: "", `more="-">`: "", `Received from receiveResponseXML() following parameter:`: "", `<receiveResponseXMLRet="100">`: "",
	} {
		if got := string(negativeIn([]byte(text))); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}
