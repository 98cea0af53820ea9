package checks

import (
	"slices"

	"authdoctor/checks/cause"
	"authdoctor/checks/machine"
)

// defaultsToWindows is the release number of .NET Framework 4.7, from which on programs made for it leave the choice of TLS to Windows
// (Microsoft: Transport Layer Security best practices with the .NET Framework).
const defaultsToWindows = 460798

// switches judges the settings of Windows that keep a .NET program from TLS 1.2. They are a fault where the log shows that no
// encryption was agreed on, or where TLS 1.2 is off altogether; else a remark. Our own connection does not use them, so a live check that
// passes says nothing against it.
func (j *pcVerdict) switches() {
	var wrong []Evidence
	off := false
	for _, s := range j.p.Switches {
		if !s.Set || s.Value == s.Needed || s.Needed == 1 && s.Value != 0 {
			continue
		}
		wrong = append(wrong, onPC(s.Key, "%s is %d, which keeps TLS 1.2 from being offered; %d would let it through.", s.Name, s.Value, s.Needed))
		off = off || s.Name == "Enabled"
	}
	in := j.logged(tlsTooOld)
	if len(wrong) == 0 && in != nil {
		wrong = j.unset()
	}
	switch {
	case len(wrong) == 0:
	case in != nil:
		f := j.find(tlsTooOld, in.Subject, cause.Likely, wrong...)
		f.Address, f.App, f.Stage = in.Address, in.App, in.Stage
	case off:
		f := j.find(tlsTooOld, cause.Service, cause.Likely, wrong...)
		f.Address = plainAddress(j.service)
	default:
		j.add("A setting of Windows keeps programs such as the Web Connector from TLS 1.2: %s", wrong[0].Text)
	}
}

// unset is the evidence of a PC whose .NET offers TLS 1.2 only where it is told to, and is not.
func (j *pcVerdict) unset() []Evidence {
	told := slices.ContainsFunc(j.p.Switches, func(s machine.Switch) bool { return s.Set && s.Needed == 1 && s.Value != 0 && s.Name != "Enabled" })
	if told || j.p.Framework == 0 || j.p.Framework >= defaultsToWindows {
		return nil
	}
	for _, s := range j.p.Switches {
		if s.Name == "SchUseStrongCrypto" {
			return []Evidence{onPC(s.Key, "SchUseStrongCrypto is not set, and the .NET Framework of this PC (release %d) is older than 4.7: programs such as the Web Connector then offer old TLS only.", j.p.Framework)}
		}
	}
	return nil
}
