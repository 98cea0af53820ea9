package say

import "testing"

func TestReasonsAreSaidInTheWordsOfAScreen(t *testing.T) {
	for _, c := range []struct{ why, want string }{
		{"404 Not Found", "404 Not Found"},
		{"Not asked, because of --offline. Run it without --offline.", "Not asked: no network is used in this session."},
		{"The shop's address was not given, and the shop is the usual culprit. Give it with --site URL.",
			"The shop's address was not given, and the shop is the usual culprit. Press a to give it."},
		{"The address of the service is not known. Give the pairing file (--qwc FILE), the log (--log FILE) or --service URL.",
			"The address of the service is not known. Press a to give it."},
		{"--login needs the user name of the connection: --user NAME.", "The user name is not known. Press a to give it."},
		{"The road is good. Whether the password is right was not tried; --login tries it.", "The road is good. Whether the password is right was not tried."},
		{"Not asked. Answer the first question with --answer used=VALUE: Was it used before?", "Not asked. Was it used before?"},
		{"A question is open: Which window? Answer it with --answer window=VALUE.", "A question is open. Which window?"},
	} {
		if got := Here(c.why, "press a to give it"); got != c.want {
			t.Errorf("Here(%q)\n got %q\nwant %q", c.why, got, c.want)
		}
	}
}
