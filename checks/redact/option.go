package redact

import (
	"slices"
	"strings"
)

// optionSeekers find secrets on command lines that stand behind a letter instead of a name.
var optionSeekers = []seeker{
	{id: "user and password option", words: []string{" -u", " --user", " --proxy-user", " --auth", " -a "}, find: findLogin, samples: samples{
		hits: []string{
			`curl -u «bob:hunter2» https://shop.example/`, `curl --user "«bob:hunter 2»" x`, `curl --user=«bob:hunter2» x`, `curl -ubob:«hunter2» x`, `curl -U «bob:hunter2» x`, `curl --proxy-user '«bob:hunter2»' x`, `http -a «bob:hunter2» GET x`,
		},
		misses: []string{`docker run -u 1000:1000 x`, `curl -u bob x`, `open -u http://shop.example/`, `x -unit:test`, `x -u`, `x -username`}}},
	{id: "password option", words: []string{" -p", " -a "}, find: findLetter, samples: samples{
		hits: []string{
			`mysql -u root -p«hunter» shopdb`, `mysqldump -p'«a b»' shopdb`, `sqlcmd -S db1 -U sa -P «1234»`, `sqlcmd -P"«a b»" -Q x`, `psexec -u bob -p «swordfish» cmd`, `sshpass -p «swordfish» ssh srv`, `app.exe -p «swordfish»`,
			`redis-cli -a «swordfish» ping`, `7z x a.zip -p«hunter»`,
		},
		misses: []string{`ssh -p 22 x`, `mkdir -p a`, `x -path y`, `mysql -p -u root`, `docker run -p 80:80 x`, `use -p to name it`, `a -pdf b`, `scp -P 2222 x`, `tool -p C:\x`, `x -P`}}},
	{id: "slash option", words: []string{" /p:", " /rp ", " /rp:"}, find: findSlash, samples: samples{
		hits:   []string{`runas /user:x /p:«swordfish» cmd`, `schtasks /create /ru x /rp «swordfish»`, `setup.exe /p:"«a b»"`},
		misses: []string{`msbuild /p:Configuration=Release`, `x /p: y`, `x /rp`}}},
	{id: "cookie option", words: []string{" -b "}, find: findCookieOption, samples: samples{
		hits:   []string{`curl -b «session=abc» x`, `curl -b "«a=b; c=d»" x`},
		misses: []string{`curl -b jar.txt x`, `lsof -b a=b`}}},
	{id: "net use", words: []string{"net use ", "net user "}, find: findNetUse, samples: samples{
		hits: []string{
			`net use Z: \\10.0.0.5\x «swordfish» /persistent:yes`, `net use \\10.0.0.5\x /user:x «swordfish»`, `net user guest «swordfish» /add`, `net use * https://dav.shop.example/x «swordfish»`,
		},
		misses: []string{`net use Z: \\10.0.0.5\x /delete`, `net use Z: \\10.0.0.5\x *`, `use net use to map it`, `net user`, `net user guest /active:yes`}}},
	{id: "secure string", words: []string{"to-securestring ", "networkcredential("}, find: findSecureString, samples: samples{
		hits:   []string{`ConvertTo-SecureString "«a b»" -AsPlainText`, `ConvertTo-SecureString -String «swordfish» -Force`, `new NetworkCredential("«guest»", "«swordfish»")`},
		misses: []string{`ConvertTo-SecureString $x`, `NetworkCredential()`, `ConvertTo-SecureString -AsPlainText`}}},
}

// option says how a name is given to a program: "--password", "-Password" and "/password" begin an option, whose value may
// stand behind a blank. It gives whether the name is one.
func option(s string, left, right int) bool {
	if right >= len(s) || left >= right || !blank(s[right]) && s[right] != '=' && s[right] != ':' {
		return false
	}
	switch {
	case s[left] == '-':
		return left == 0 || strings.IndexByte(" \t\n\"'`([<", s[left-1]) >= 0
	case left > 1 && s[left-1] == '/':
		return blank(s[left-2])
	}
	return false
}

// given on a command line, a value is one word or stands in quotes.
func (n *naming) optionValue(s string, right int) (span, bool) {
	from, to := argument(s, right)
	if from < 0 || !value(s[from:to]) {
		return span{}, false
	}
	return span{from, to, n.kind, s[from:to], false}, true
}

// takesOption says whether values of a kind are given to programs.
func (k Kind) takesOption() bool {
	return k == Password || k == Ticket || k == Token || k == Cookie || k == User
}

// argument gives the next argument of a command line behind an option that ends at i: behind "=", ":" or blanks, in quotes
// or up to the next blank. from is -1 where there is none.
func argument(s string, i int) (from, to int) {
	if i < len(s) && (s[i] == '=' || s[i] == ':') {
		i++
	}
	for i < len(s) && blank(s[i]) {
		i++
	}
	if i >= len(s) || s[i] == '\n' {
		return -1, -1
	}
	if q := s[i]; q == '"' || q == '\'' {
		n := upTo(s[i+1:min(len(s), i+1+maxValue)], s[i:i+1]+"\n")
		if i+1+n < len(s) && s[i+1+n] == q && n > 0 {
			return i + 1, i + 1 + n
		}
		i++
	}
	to = i + upTo(s[i:min(len(s), i+maxValue)], " \t\n\"'`<>|")
	if to == i {
		return -1, -1
	}
	return i, to
}

// noValues are the words that follow the name of an option in a text about it.
var noValues = wordSet(`a and argument as at by can expects flag for from has in is it may means must needs of on only or option parameter requires sets should switch takes tcp that the then
	this to udp was were will with without`)

// value says whether an argument can be the value of an option that stands in front of it.
func value(v string) bool {
	return v != "" && v[0] != '-' && v[0] != '$' && v[0] != '%' && !noValues[strings.ToLower(v)] && !masked(v)
}

// wordSet makes a set of words that blanks divide.
func wordSet(list string) map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

// farProgram is how far in front of an option the name of its program is looked for, in bytes.
const farProgram = 256

// programs says which of some programs stands in front of an option at i, on its line.
func programs(s string, i int, names []string) bool {
	line := s[max(0, i-farProgram):i]
	line = strings.ToLower(line[strings.LastIndexByte(line, '\n')+1:])
	return slices.ContainsFunc(names, func(n string) bool { return strings.Contains(line, n) })
}

// What "-p", "-P" and "-a" mean to programs.
var (
	smallPassword  = []string{"mysql", "mariadb", "psexec", "sshpass", "docker login", "podman login", "7z", "7za", "rar "}
	bigPassword    = []string{"sqlcmd", "osql", "isql", "bcp ", "unzip", "zip "}
	otherMeaning   = []string{"mkdir", "cp ", "tar ", "netstat", "git ", "rsync", "nmap", "docker run", "ps ", "iptables", "make ", "python", "npm "}
	redisPassword  = []string{"redis-cli"}
	curlLikePrompt = []string{"curl"}
)

// findLogin finds user:password behind an option for both.
func findLogin(s string, start, end int, add func(span)) {
	joined := end < len(s) && !blank(s[end]) && s[end] != '=' && s[end-1] != ' '
	if joined && (end-start > len(" -u") || !programs(s, start, curlLikePrompt)) {
		return
	}
	from, to := argument(s, end)
	if from < 0 {
		return
	}
	user, pass, ok := strings.Cut(s[from:to], ":")
	switch {
	case !ok || user == "" || pass == "" || masked(pass) || masked(user+":"+pass) || strings.Contains(s[from:to], "://"):
		return
	case strings.Trim(user+pass, "0123456789") == "":
		return
	case joined:
		from += len(user) + 1
	}
	add(span{from, to, Password, s[from:to], false})
}

// findLetter finds a password behind "-p" or "-P", where the program is known or the value looks like none of its other
// meanings.
func findLetter(s string, start, end int, add func(span)) {
	names := smallPassword
	switch s[start+2] {
	case 'P':
		names = bigPassword
	case 'a':
		names = redisPassword
	}
	sure := programs(s, start, names)
	joined := end < len(s) && !blank(s[end]) && s[end-1] != ' '
	if joined && !sure || s[start+2] == 'a' && !sure || programs(s, start, otherMeaning) && !sure {
		return
	}
	from, to := argument(s, end)
	if from < 0 || !value(s[from:to]) {
		return
	}
	if v := s[from:to]; !sure && (strings.Trim(v, "0123456789:./") == "" || strings.ContainsAny(v[:1], `/\.`) || len(v) > 1 && v[1] == ':' || strings.ContainsAny(v, ",;") || len(v) < 4) {
		return
	}
	add(span{from, to, Password, s[from:to], false})
}

// findSlash finds a password behind an option of Windows that has one letter.
func findSlash(s string, start, end int, add func(span)) {
	if s[end-1] == ':' && (end >= len(s) || blank(s[end])) {
		return
	}
	from, to := argument(s, end)
	if from < 0 || !value(s[from:to]) || s[from] == '/' {
		return
	}
	if name, _, ok := strings.Cut(s[from:to], "="); ok && capital(s[from]) && strings.IndexFunc(name, func(r rune) bool { return r > 'z' || !letter(byte(r)) }) < 0 {
		return // a property of a build
	}
	add(span{from, to, Password, s[from:to], false})
}

// findCookieOption finds cookies given to curl.
func findCookieOption(s string, start, end int, add func(span)) {
	from, to := argument(s, end)
	if from < 0 || !strings.Contains(s[from:to], "=") || masked(s[from:to]) || !programs(s, start, curlLikePrompt) {
		return
	}
	add(span{from, to, Cookie, s[from:to], false})
}

// mostArguments bounds how many arguments of "net use" are looked at.
const mostArguments = 8

// findNetUse finds the password in "net use [DEVICE] TARGET [PASSWORD] [/user:NAME] [PASSWORD]" and "net user NAME PASSWORD".
func findNetUse(s string, start, end int, add func(span)) {
	if start > 0 && alnum[s[start-1]] {
		return
	}
	line := s[:end+lineEnd(s[end:min(len(s), end+longestPath)])]
	target := s[end-2] == 'r'
	for i, n := end, 0; i < len(line) && n < mostArguments; n++ {
		for i < len(line) && blank(line[i]) {
			i++
		}
		from, to := argument(line, i)
		if from < 0 || i < len(line) && strings.IndexByte("<>|&", line[i]) >= 0 {
			return
		}
		i = to + 1
		v := line[from:to]
		switch {
		case v == "*" || v[0] == '/' || v[0] == '&' || len(v) == 2 && v[1] == ':':
		case v[0] == '\\' || strings.Contains(v, "://"):
			target = true
			i = to + upTo(line[to:], " \t") // the rest of a target with a name of ours in it
		case !target:
			return // a sentence
		case s[end-2] == 'r' && target && !strings.Contains(line[end:from], " "): // the account itself
		case value(v):
			add(span{from, to, Password, v, false})
		}
	}
}

// findSecureString finds the text that PowerShell makes a password of.
func findSecureString(s string, start, end int, add func(span)) {
	i := end
	if s[end-1] == '(' {
		first, to := argument(s, end)
		if first < 0 || to >= len(s) || s[to] != '"' && s[to] != '\'' {
			return
		}
		if i = to + 1; i >= len(s) || s[i] != ',' {
			return
		}
		i++
	} else if strings.HasPrefix(s[i:], "-String ") {
		i += len("-String ")
	}
	if from, to := argument(s, i); from >= 0 && value(s[from:to]) {
		add(span{from, to, Password, s[from:to], false})
	}
}
