package redact

import "strings"

// machineSeekers find accounts and PCs of Windows.
var machineSeekers = []seeker{
	{id: "DOMAIN and user", words: []string{`\`}, find: findAccount, samples: samples{
		hits: []string{`«CORP»\«bkeeper7» has no rights`, `'«OFFICE»\«kristyab»' may not`, `(«SHOPFLOOR»\«clerk4»)`, `identity: «SMITHCO»\«frank»`, `«FRONT-DESK»\«Bob.Smith»`, `AzureAD\«FrankMiller»`, `logged on as «ACME»\«jane.doe».`},
		misses: []string{
			`HKEY_CURRENT_USER\Software\Intuit`, `HKCU\Software`, `HKLM\SOFTWARE`, `NT AUTHORITY\SYSTEM`, `BUILTIN\Administrators`, `IIS APPPOOL\DefaultAppPool`, `QBWebConnector\UpdateLock`, `C:\Windows`, `D:\QB`, `the SDK\bin folder`,
			`TEXT\nNext`, `A\B`, `%TEMP%\x`, `QBSDK\qbXML.dll`, `NT SERVICE\x`, `LOGS\QWCLog.txt`, `FAILED\r\nMore`, `DOWNGRD\x01`, `CORP\a\b`,
		}}},
	{id: "machine by its word", words: []string{"computer ", "machine ", "workstation ", "pc ", "server ", "host ", "hostname ", "ping ", "station ", "computer: ", "machine: ", "pc: ", "workstation: ", "host: ", "server: "}, find: findMachine, samples: samples{
		hits:   []string{`server name «FILESRV9»`, `on computer «FRONT-DESK7» now`, `PC «ACCT-SRV2» is`, `Database Server on «ACCT-SRV2» is down`, `ping «FILESRV9»`, `the machine named «KITCHEN»`, `computer "«KITCHEN»"`, `MACHINE: «KITCHEN»`, `machine name is «KITCHEN»`, `host: «QBSERVER01»`},
		misses: []string{`server QBWC1012`, `host UNREACHABLE`, `server SOAP`, `PC WIN10`, `server TLS1.2`, `server IIS/10`, `machine X64`, `server 2019`, `Server: APACHE`, `host name`, `server SHA256`}}},
	{id: "machine by its end", words: []string{"-pc", "-laptop", "-desktop", "-server", "-srv"}, ends: true, find: findMachineEnd, samples: samples{
		hits:   []string{`on «KITCHEN-PC»`, `(«OFFICE2-LAPTOP»)`},
		misses: []string{`DESKTOP-PC`, `a non-pc`, `Mac-PC`, `NON-PC-X`, `QUICKBOOKS-SERVER`, `JAX-WS stub`}}},
}

// findMachineEnd finds the name of a PC that says that it is one: KITCHEN-PC.
func findMachineEnd(s string, start, end int, add func(span)) {
	from := start
	for from > 0 && start-from < 15 && (capital(s[from-1]) || digit(s[from-1]) || s[from-1] == '-') {
		from--
	}
	if start-from < 3 || from > 0 && (nameByte(s[from-1]) || s[from-1] == '/') || !capital(s[start+1]) || end < len(s) && nameByte(s[end]) && s[end] != '.' || common[strings.ToLower(s[from:start])] {
		return
	}
	add(span{from, end, Machine, s[from:end], false})
}

// noDomains are no domains of Windows, though they stand in front of "\" in capitals.
var noDomains = wordSet(`HKCU HKLM HKCR HKU HKCC AUTHORITY BUILTIN APPPOOL SERVICE SERVICES SDK SOFTWARE SYSTEM SYSTEM32 WINDOWS TEMP TMP BIN LIB QB QBW QBWC QBSDK QBXML QWCLOG LOG LOGS DATA USERS PUBLIC COMMON INTUIT MICROSOFT ROOT HOME BACKUP
	CONFIG XML SOAP ERROR WARN WARNING INFO DEBUG MANAGER VIRTUAL FONT WINDOW NT IIS ETC SRC DOCS APP APPS PROGRA DEVICE GLOBAL REGISTRY UNC`)

// fileEnds are the ends of names of files, so that a part of a path is taken for no account, and a file with the number of a line for
// no name with its value.
var fileEnds = []string{".log", ".txt", ".gz", ".yaml", ".yml", ".exe", ".dll", ".qbw", ".qwc", ".xml", ".dat", ".ini", ".sys", ".tmp", ".pdb", ".cs", ".config", ".zip", ".json", ".bak", ".asmx", ".aspx", ".csv", ".pdf", ".html", ".msi", ".bat", ".cmd", ".ps1", ".vbs"}

// findAccount finds an account in DOMAIN\account, and the domain, which is the PC's own name where there is none.
func findAccount(s string, start, end int, add func(span)) {
	from := start
	for from > 0 && start-from < 16 && (capital(s[from-1]) || digit(s[from-1]) || s[from-1] == '-') {
		from--
	}
	cloud := start >= 7 && s[start-7:start] == "AzureAD"
	if cloud {
		from = start - 7
	}
	if start-from < 2 || from > 0 && strings.IndexByte(" \t\n\"'([=,;<>`", s[from-1]) < 0 || !capital(s[from]) {
		return
	}
	to := end
	for to < len(s) && nameByte(s[to]) {
		to++
	}
	name := strings.TrimRight(s[end:to], ".-")
	domain := s[from:start]
	switch {
	case len(name) < 2 || to < len(s) && strings.IndexByte("\\/:", s[to]) >= 0 || noDomains[domain] || strings.HasPrefix(domain, "HKEY"):
		return
	case !letter(name[0]) && name[0] < 0x80, common[strings.ToLower(name)]:
		return
	case strings.IndexByte("xu", name[0]) >= 0 && unhex(name[1]) >= 0 && digit(name[1]):
		return
	case strings.IndexByte("nrt", name[0]) >= 0 && (!letter(name[1]) || capital(name[1])): // the end of a line in a string of a program
		return
	}
	low := strings.ToLower(name)
	for _, e := range fileEnds {
		if strings.HasSuffix(low, e) {
			return
		}
	}
	if !cloud && len(domain) > 2 {
		add(span{from, start, Machine, domain, false})
	}
	add(span{end, end + len(name), User, name, false})
}

// noMachines begin words in capitals and digits that name no PC.
var noMachines = []string{"QBWC", "WIN7", "WIN8", "WIN10", "WIN11", "TLS", "SSL", "SHA", "MD5", "UTF", "X64", "X86", "HTTP", "IPV", "IIS", "SQL", "PHP", "RC4", "AES", "RSA", "ISO", "SOAP", "KB", "QBXML", "QBSDK", "QBFC", "HRESULT", "ERROR"}

// findMachine finds the name of a PC behind a word for one: in capitals with a digit or "-" in it, or any in capitals behind
// "named" or in quotes.
func findMachine(s string, start, end int, add func(span)) {
	if start > 0 && (letter(s[start-1]) || digit(s[start-1])) {
		return
	}
	i, told := end, s[end-2] == ':' && !strings.EqualFold(s[start:end], "host: ") && !strings.EqualFold(s[start:end], "server: ")
	for _, w := range [...]string{"name is ", "name: ", "is ", "on ", "name ", "named ", "called "} {
		if strings.HasPrefix(s[i:], w) {
			i += len(w)
			told = told || w[0] == 'n' || w[0] == 'c'
			break
		}
	}
	if i < len(s) && (s[i] == '"' || s[i] == '\'') {
		i++
		told = true
	}
	to, marks := i, 0
	for to < len(s) && to-i <= 15 && (capital(s[to]) || digit(s[to]) || s[to] == '-') {
		if !capital(s[to]) {
			marks++
		}
		to++
	}
	v := strings.TrimRight(s[i:to], "-")
	if to = i + len(v); len(v) < 4 || !capital(v[0]) || marks == 0 && !told || to < len(s) && (alnum[s[to]] || strings.IndexByte("_/\\.=:", s[to]) >= 0 && to+1 < len(s) && alnum[s[to+1]]) || notNames[strings.ToLower(v)] {
		return
	}
	for _, no := range noMachines {
		if strings.HasPrefix(v, no) {
			return
		}
	}
	add(span{i, to, Machine, v, false})
}
