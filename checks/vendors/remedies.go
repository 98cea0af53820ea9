package vendors

import "authdoctor/checks/cause"

// Remedies are the ways to repair a cause of a subject: the vendor's own before those that hold for every vendor, and of each
// the newer before the older. A remedy for another subject is left out; an empty subject takes all. The vendor may be nil.
func Remedies(kb *cause.Base, v *Vendor, id cause.ID, subject cause.Subject) []cause.Remedy {
	var own, general []cause.Remedy
	if v != nil {
		own = v.Remedies[id]
	}
	if c := kb.Get(id); c != nil {
		general = c.Remedies
	}
	var out []cause.Remedy
	for _, list := range [][]cause.Remedy{own, general} {
		for _, older := range []bool{false, true} {
			for _, r := range list {
				if r.Older == older && (r.Subject == "" || subject == "" || r.Subject == subject) {
					out = append(out, r)
				}
			}
		}
	}
	return out
}

// Preferred is the cause that this vendor has in place of another at a stage, with the reason; the cause itself where it has
// no preference. A preference that names a stage holds at that stage only. The vendor may be nil.
func (v *Vendor) Preferred(id cause.ID, stage string) (cause.ID, string) {
	if v == nil {
		return id, ""
	}
	for _, p := range v.Prefer {
		if p.Instead == id && (p.Stage == "" || p.Stage == stage) {
			return p.Use, p.Why
		}
	}
	return id, ""
}
