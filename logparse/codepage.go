package logparse

import (
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// A Windows that is not set to a Western language writes the sentences of .NET in its own code page. Which one it was is told from the
// bytes of the text that is kept, where they leave no doubt; else they are read as Windows-1252.

// codePageOf names the code page of a text that is no UTF-8.
func codePageOf(b []byte) encoding.Encoding {
	high, runs := 0, 0
	for i, c := range b {
		if c >= 0x80 {
			high++
			if i == 0 || b[i-1] < 0x80 {
				runs++
			}
		}
	}
	// Letters with an accent stand alone among plain ones: they run together only where every letter is beyond ASCII.
	if high < 6 || high*10 < runs*15 {
		return latinPage(b)
	}
	if e := alphabetPage(b, high); e != nil {
		return e
	}
	if e := doubleBytePage(b); e != nil {
		return e
	}
	return charmap.Windows1252
}

// alphabetPage knows Cyrillic and Greek, whose letters fill the upper quarter of their code pages; nil: neither.
func alphabetPage(b []byte, high int) encoding.Encoding {
	letters, small, russian, greek := 0, 0, 0, 0
	for _, c := range b {
		switch {
		case c >= 0xE0:
			letters, small = letters+1, small+1
		case c >= 0xC0, c == 0xA8, c == 0xAB, c == 0xB8, c == 0xB9, c == 0xBB, c == 0x96, c == 0x97, c == 0xB3, c == 0xBF, c == 0xBA:
			letters++ // capitals, ё, quotation marks, dashes, the Ukrainian letters
		}
		switch c {
		case 0xE0, 0xE5, 0xE8, 0xEE: // а, е, и, о
			russian++
		case 0xE1, 0xE9, 0xEF, 0xF2, 0xDC, 0xDD, 0xDF: // α, ι, ο, ς, ά, έ, ί
			greek++
		}
	}
	switch {
	case letters*100 < high*95 || small*10 < high*6:
		return nil
	case greek > russian:
		return charmap.Windows1253
	}
	return charmap.Windows1251
}

// doubleBytePage knows Japanese, Chinese in both scripts, and Korean by which pairs of bytes are the frequent ones; nil: none of them.
func doubleBytePage(b []byte) encoding.Encoding {
	var pairs, kana, hangul, simple, traditional, lowTrail int
	for i := 0; i < len(b); i++ {
		lead := b[i]
		if lead < 0x80 {
			continue
		}
		i++
		if i == len(b) {
			break // cut in the middle of a letter
		}
		trail := b[i]
		if trail < 0x40 || trail == 0x7F || trail == 0xFF {
			return nil
		}
		pairs++
		wide := trail >= 0xA1
		if trail < 0x80 {
			lowTrail++
		}
		if lead == 0x82 && trail >= 0x9F && trail <= 0xF1 || lead == 0x83 && trail <= 0x96 || lead == 0x81 && trail <= 0x5B {
			kana++
		}
		mark := lead >= 0xA1 && lead <= 0xA3
		if wide && (mark || lead >= 0xB0 && lead <= 0xC8) {
			hangul++
		}
		if wide && (mark || lead >= 0xB0 && lead <= 0xD7) {
			simple++
		}
		if (wide || trail < 0x80) && (mark || lead >= 0xA4 && lead <= 0xC6) {
			traditional++
		}
	}
	switch {
	case pairs < 4:
		return nil
	case kana*4 >= pairs:
		return japanese.ShiftJIS
	case lowTrail*10 >= pairs && traditional*10 >= pairs*8:
		return traditionalchinese.Big5
	case hangul*20 >= pairs*19:
		return korean.EUCKR
	case simple*10 >= pairs*8 && lowTrail == 0:
		return simplifiedchinese.GBK
	case traditional*10 >= pairs*8:
		return traditionalchinese.Big5
	}
	return nil
}

// latinPage tells the Central European and the Turkish code page from the Western one by letters that stand where the Western one
// has signs, or letters that do not go together.
func latinPage(b []byte) encoding.Encoding {
	var has [256]bool
	within, behind, turkish := 0, 0, 0
	for i, c := range b {
		has[c] = true
		switch c {
		case 0xB3, 0xB9, 0xBF: // ł, ą, ż; in the Western page ³, ¹, ¿
			if i > 0 && isLetter(b[i-1]) {
				behind++
				if i+1 < len(b) && isLetter(b[i+1]) {
					within++
				}
			}
		case 0xF0, 0xFD, 0xFE, 0xDD, 0xDE: // ğ, ı, ş, İ, Ş; in the Western page ð, ý, þ, Ý, Þ
			turkish++
		}
	}
	switch {
	case within > 0 || behind > 1,
		has[0xEC] && has[0xF8] && !has[0xE5] && !has[0xE6], // ě and ř; ì and ø
		has[0xF5] && has[0xFB]:                             // ő and ű; õ and û
		return charmap.Windows1250
	case turkish > 1 && !has[0xE1] && !has[0xE6] && !has[0xE9] && !has[0xED] && !has[0xF3] && !has[0xFA]: // Icelandic has á, æ, é, í, ó, ú
		return charmap.Windows1254
	}
	return charmap.Windows1252
}
