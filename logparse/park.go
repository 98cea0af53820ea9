package logparse

// park puts the run that is going on aside where another turn comes while it holds the update lock, and says whether it did. The other
// one either finds the lock taken, and what follows is the first one's; or it takes the lock, and the first one was cut off. A turn of
// the same application shows that its run before is over.
func (b *Builder) park(h *head) bool {
	r := &b.run
	if h.k.said.verb != saysPerforming && h.k.said.verb != saysPassword || r.over || r.phase < phaseLocked || b.parked.s != nil {
		return false
	}
	b.parked = *r
	*r = run{}
	return true
}

// resumes says whether only the run that holds the lock writes such an entry.
func resumes(h *head) bool {
	switch h.m {
	case mSetLock, mConnect, mModal:
		return true
	}
	return h.m.ofRun()
}

// unpark ends the run that found the lock taken, and goes on with the one that holds it: the lock was not stuck, and the other
// one's turn comes again.
func (b *Builder) unpark() {
	b.run.postponed = true
	b.finishRun()
	b.run, b.parked = b.parked, run{}
}

// giveUp ends the run that was put aside: it was cut off.
func (b *Builder) giveUp() {
	if b.parked.s == nil {
		return
	}
	now := b.run
	b.run, b.parked = b.parked, run{}
	b.finishRun()
	b.run = now
}
