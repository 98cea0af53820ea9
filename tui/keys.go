package tui

import "github.com/charmbracelet/bubbles/key"

// KeyMap is the only table of keys. Each key has one meaning in the whole program; the footer and the help are made from it.
type KeyMap struct {
	Up, Down, Left, Right      key.Binding
	PageUp, PageDown           key.Binding
	First, Last                key.Binding
	Open, Answer               key.Binding
	Next, Previous             key.Binding
	Back                       key.Binding
	Find, FindNext, FindBefore key.Binding
	NextFail, PreviousFail     key.Binding
	Help, Quit, Out            key.Binding
	Fix, Again, Summary, Copy  key.Binding
	Address, Save, Take        key.Binding
	Add, Log, Times, Wrap      key.Binding
	Hosts, Expert              key.Binding
	Pick, Follow, Decide       key.Binding
}

func bind(help, desc string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(help, desc))
}

// newKeyMap gives the table; ascii writes the arrows as words.
func newKeyMap(ascii bool) KeyMap {
	arrows, sides := "↑↓", "←→"
	if ascii {
		arrows, sides = "up/down", "left/right"
	}
	return KeyMap{
		Up:           bind(arrows, "move", "up", "k"),
		Down:         bind(arrows, "move", "down", "j"),
		Left:         bind(sides, "scroll", "left", "h"),
		Right:        bind(sides, "scroll", "right", "l"),
		PageUp:       bind("pgup", "page", "pgup"),
		PageDown:     bind("pgdn", "page", "pgdown"),
		First:        bind("g", "first", "g", "home"),
		Last:         bind("G", "last", "G", "end"),
		Open:         bind("enter", "open", "enter"),
		Answer:       bind("1-9", "answer", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
		Next:         bind("tab", "next part", "tab"),
		Previous:     bind("shift+tab", "previous part", "shift+tab"),
		Back:         bind("esc", "back", "esc", "b", "backspace"),
		Find:         bind("/", "find", "/"),
		FindNext:     bind("n", "next hit", "n"),
		FindBefore:   bind("N", "previous hit", "N"),
		NextFail:     bind("e", "next failure", "e"),
		PreviousFail: bind("E", "previous failure", "E"),
		Help:         bind("?", "help", "?", "f1"),
		Quit:         bind("q", "quit", "q"),
		Out:          bind("ctrl+c", "quit at once", "ctrl+c"),
		Fix:          bind("f", "fix it", "f"),
		Again:        bind("r", "check again", "r"),
		Summary:      bind("s", "summary", "s"),
		Copy:         bind("c", "copy", "c"),
		Address:      bind("o", "open it", "o"),
		Save:         bind("S", "save as file", "S"),
		Take:         bind("space", "take out, put back", " "),
		Add:          bind("a", "add facts", "a"),
		Log:          bind("v", "log", "v"),
		Times:        bind("t", "UTC or this PC", "t"),
		Wrap:         bind("w", "wrap lines", "w"),
		Hosts:        bind("x", "hosts", "x"),
		Expert:       bind("x", "expert view", "x"),
		Pick:         bind("p", "pick runs", "p"),
		Follow:       bind("F", "follow", "F"),
		Decide:       bind("d", "tell apart", "d"),
	}
}

// as gives the same keys with other words, for a screen where they say more.
func as(b key.Binding, desc string) key.Binding {
	return key.NewBinding(key.WithKeys(b.Keys()...), key.WithHelp(b.Help().Key, desc))
}

// answers is the binding of the first n answers.
func (k KeyMap) answers(n int) key.Binding {
	b := as(k.Answer, "answer")
	switch {
	case n < 1:
		b.SetEnabled(false)
	case n == 1:
		b.SetHelp("1", "answer")
	default:
		b.SetHelp("1-"+string(rune('0'+min(n, 9))), "answer")
	}
	return b
}

// digit gives the number that a key stands for; 0: none.
func digit(s string) int {
	if len(s) == 1 && s[0] >= '1' && s[0] <= '9' {
		return int(s[0] - '0')
	}
	return 0
}

// helpRow is one line of the help: a key, or a pair that belongs together, and what it does everywhere.
type helpRow struct {
	keys, does string
	of         []key.Binding // lit when one of them works on the screen that asked
}

// rows is the table of the help.
func (k KeyMap) rows() []helpRow {
	return []helpRow{
		{k.Open.Help().Key, "open or choose; proof of a cause", []key.Binding{k.Open}},
		{k.Up.Help().Key + " k j", "move", []key.Binding{k.Up}},
		{"1-9", "give that answer", []key.Binding{k.Answer}},
		{"esc b", "one step back, always", []key.Binding{k.Back}},
		{"f", "fix the marked cause", []key.Binding{k.Fix}},
		{"r", "check again", []key.Binding{k.Again}},
		{"s", "summary for support", []key.Binding{k.Summary}},
		{"c", "copy what is marked", []key.Binding{k.Copy}},
		{"S", "save it as a new file", []key.Binding{k.Save}},
		{"o", "open the address or folder named", []key.Binding{k.Address}},
		{"a", "add or change facts", []key.Binding{k.Add}},
		{"v", "the log", []key.Binding{k.Log}},
		{"tab", "next part (shift+tab: previous)", []key.Binding{k.Next}},
		{"space", "take out of the summary, put back", []key.Binding{k.Take}},
		{"e E", "next, previous failure", []key.Binding{k.NextFail}},
		{"/ n N", "find, next, previous hit", []key.Binding{k.Find, k.FindNext}},
		{k.Left.Help().Key + " h l", "scroll sideways", []key.Binding{k.Left, k.Right}},
		{"pgup pgdn g G", "page; first, last", []key.Binding{k.PageUp, k.First}},
		{"t w", "UTC or this PC; wrap lines", []key.Binding{k.Times, k.Wrap}},
		{"d", "find out which of two causes", []key.Binding{k.Decide}},
		{"p F", "pick runs of the log; follow it", []key.Binding{k.Pick, k.Follow}},
		{"x", "expert view; at the start: the hosts", []key.Binding{k.Hosts, k.Expert}},
		{"q", "quit; a fix keeps its place", []key.Binding{k.Quit}},
		{"ctrl+c", "quit at once, from anywhere", []key.Binding{k.Out}},
	}
}
