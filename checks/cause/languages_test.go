package cause

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// Every sentence of the list is found, alone and within others, and says one thing.
func TestEverySentenceOfTheListIsPutIntoEnglish(t *testing.T) {
	seen := map[string]string{}
	for line := range strings.Lines(languagesFile) {
		foreign, ok := strings.CutPrefix(strings.TrimRight(line, "\n"), "\t")
		if !ok {
			continue
		}
		lang, foreign, ok := strings.Cut(foreign, " ")
		if !ok || len(lang) != 2 || foreign != strings.TrimSpace(foreign) || strings.HasSuffix(foreign, ".") {
			t.Errorf("%q is no code, a blank and a sentence without its final point", line)
		}
		if before, twice := seen[foreign]; twice {
			t.Errorf("%q stands twice, before under %s", foreign, before)
		}
		seen[foreign] = lang
	}
	for i := range phrases() {
		p := &phrases()[i]
		if len(p.mark) < 5 {
			t.Errorf("%s: the mark %q stands everywhere", p.english, p.mark)
		}
	}
	english := ""
	for line := range strings.Lines(languagesFile) {
		text := strings.TrimSpace(line)
		switch {
		case text == "" || text[0] == '#':
			continue
		case line[0] != '\t':
			english = text
			continue
		}
		_, foreign, _ := strings.Cut(text, " ")
		want := strings.ReplaceAll(english, "#", "404")
		foreign = strings.ReplaceAll(foreign, "#", "404")
		for _, form := range []string{foreign, strings.ToUpper(foreign), "X: " + foreign + ". ---> Y"} {
			if got := English(form); !strings.Contains(got, want) {
				t.Errorf("%q: got %q, want %q in it", form, got, want)
			}
		}
	}
}

// Letters with an accent come in many forms; all of them are read.
func TestSentencesInDamagedForms(t *testing.T) {
	for text, want := range map[string]string{
		"Der Remotename konnte nicht aufgel?st werden: 'a.example'":     "The remote name could not be resolved: 'a.example'",
		"Der Remotename konnte nicht aufgeloest werden":                 "The remote name could not be resolved",
		"Der Remotename konnte nicht aufgelÃ¶st werden":                 "The remote name could not be resolved",
		"Der Remotename konnte nicht aufgelo\u0308st werden":            "The remote name could not be resolved",
		"Le nom distant n’a pas pu être résolu":                         "The remote name could not be resolved",
		"Le nom distant n&#39;a pas pu etre resolu":                     "Le nom distant n&#39;a pas pu etre resolu", // the paste cleaner's work
		"Le nom distant n'a pas pu \uFFFDtre r\uFFFDsolu":               "The remote name could not be resolved",
		"未能为SSL/TLS安全通道建立信任关系。":                                         "Could not establish trust relationship for the SSL/TLS secure channel。",
		"원격 서버에서 (404) 찾을 수 없음 오류를 반환했습니다.":                             "The remote server returned an error: (404) 찾을 수 없음 오류를 반환했습니다.",
		"System.IO.IOException: A: Unerwarteter Fehler beim Senden.. B": "System.IO.IOException: A: An unexpected error occurred on a send.. B",
		"nothing of this kind":                                          "nothing of this kind",
		"Timeout f":                                                     "Timeout f",
		"基础连接已经关闭: 接收时发生错误。 ---> 由于目标计算机积极拒绝，无法连接。":                        "The underlying connection was closed: An unexpected error occurred on a receive。 ---> 由于No connection could be made because the target machine actively refused it，无法连接。",
		"La connexion sous-jacente a été fermée : La connexion s'est fini": "The underlying connection was closed : La connexion s'est fini",
	} {
		if got := English(text); got != want {
			t.Errorf("%q:\n got %q\nwant %q", text, got, want)
		}
	}
}

// What is quoted as proof is the original's own words.
func TestQuotesAreInTheLanguageOfTheLog(t *testing.T) {
	kb, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"Fehler: Der Remotename konnte nicht aufgelöst werden: 'a.example'":                             "Der Remotename konnte nicht aufgelöst werden",
		"Anulada la solicitud: No se puede crear un canal seguro SSL/TLS.":                              "No se puede crear un canal seguro SSL/TLS",
		"System.Net.WebException: 无法连接到远程服务器 ---> 由于目标计算机积极拒绝，无法连接。 203.0.113.7:443":                    "目标计算机积极拒绝",
		"Le serveur distant a retourné une erreur : (404) Introuvable.":                                 ": (404)",
		"La connexion sous-jacente a été fermée : La connexion a été interrompue de manière inattendue": "La connexion a été interrompue de manière inattendue",
	} {
		m := kb.Match(Describe(text))
		if len(m) == 0 || m[0].Quote != want {
			t.Errorf("%q: got %+v, want the quote %q", text, m, want)
		}
	}
}

// A place in the rendering always leads to a place in the original, and never splits a letter.
func FuzzEnglish(f *testing.F) {
	f.Add("Der Remotename konnte nicht aufgelöst werden: 'x' ---> 由于目标计算机积极拒绝，无法连接。", 3, 9)
	f.Add("원격 서버에서 (404) 찾을", 0, 5)
	f.Fuzz(func(t *testing.T, text string, from, to int) {
		r := inEnglish(text)
		from, to = min(max(from, 0), len(r.text)), min(max(to, 0), len(r.text))
		if from > to {
			from, to = to, from
		}
		at := r.back([]int{from, to})
		if at[0] < 0 || at[1] > len(text) || from < to && at[0] > at[1] {
			t.Fatalf("%q: %d to %d of %q lead to %v", text, from, to, r.text, at)
		}
		if utf8.ValidString(text) && !utf8.ValidString(r.text) {
			t.Fatalf("%q became %q", text, r.text)
		}
		if !slices.IsSortedFunc(r.parts, func(a, b rendered) int { return a.to - b.to }) {
			t.Fatalf("%q: %v", text, r.parts)
		}
	})
}
