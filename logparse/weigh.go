package logparse

import "bytes"

// weight says what an entry does to a run that goes on calmly. Nearly all of a long log weighs nothing.
type weight uint8

const (
	heavy   weight = iota // the state machine has to see it
	light                 // nothing
	dumps                 // nothing; XML or a file follows
	working               // QuickBooks was reached
	worked                // QuickBooks was reached, and answered a request
	calm                  // it goes on: tell reads it, and it neither begins nor ends anything
)

// weigh tells the weight of an entry by its method and its text alone. It is the one place that knows which lines of
// sendRequestXML, receiveResponseXML and ProcessRequestXML say nothing: exchange and process ask it, and so does whoever passes over
// such lines without them. A few of other methods stand in every run.
func weigh(m method, text []byte) weight {
	switch m {
	case mProcess:
		return weighProcess(text)
	case mSend, mReceive:
		return weighExchange(text)
	case mGetLock, mSetLock, mClientVersion, mAuthenticate, mConnect:
		if idle(m, text) {
			return light
		}
	}
	return heavy
}

// idle knows the other lines of a run that say nothing.
func idle(m method, text []byte) bool {
	switch m {
	case mGetLock:
		return bytes.HasSuffix(text, []byte("= FALSE"))
	case mSetLock:
		return !starts(text, "**") && (bytes.HasSuffix(text, []byte("set to True")) || bytes.HasSuffix(text, []byte("set to False")))
	case mConnect:
		return starts(text, "Connecting to QuickBooks")
	}
	return isDone(m, text)
}

// weighKnown is weigh for a text that was learnt, of which is known what it says.
func weighKnown(k *known) weight {
	w := weigh(k.m, k.text)
	if w != heavy {
		return w
	}
	switch k.said.verb {
	case saysAppName, saysUniqueName, saysAppURL, saysAuthenticating, saysClosed, saysDone, saysReceived:
		return calm
	case saysCalling:
		if k.m != mServerVersion { // which may begin a run
			return calm
		}
	}
	if (k.m == mSend || k.m == mReceive) && (starts(k.text, "*** Calling") || starts(k.text, "Received from")) {
		return calm
	}
	return heavy
}

// weighed says whether the method's entries may go on for many lines that say nothing.
func (m method) weighed() bool { return m == mSend || m == mProcess || m == mReceive }

// weighExchange tells the lines of an exchange apart by their first byte.
func weighExchange(text []byte) weight {
	if len(text) == 0 {
		return light
	}
	switch text[0] {
	case 'X', 's', 'r', 'H':
		if starts(text, "XML dump follows") || starts(text, "strRequestXML") || starts(text, "response =") || starts(text, "HCPResponseXML") {
			return dumps
		}
	case 'R':
		if starts(text, "Request xml received") {
			return light
		}
	case 'h', 'm':
		if (starts(text, "hresult=") || starts(text, "message=")) && bytes.HasSuffix(text, []byte(`=""`)) ||
			starts(text, "more=") && !bytes.Contains(text, []byte(`="-`)) {
			return light
		}
	case 'w', 'c', 'q', 'A', 'T':
		if starts(text, "wcTicket") || starts(text, "cfn=") || starts(text, "qb") || starts(text, "Asking application") || starts(text, "There are more") {
			return light
		}
	}
	return heavy
}

func weighProcess(text []byte) weight {
	switch {
	case starts(text, "Response received from QuickBooks"):
		return worked
	case starts(text, "Sending request to QuickBooks"), starts(text, "Processing request"), starts(text, "REQUEST:"), starts(text, "Sending response"):
		return working
	case starts(text, "XML dump follows"):
		return dumps
	}
	return heavy
}

// isLightLine says whether a line without a stamp says nothing, as long as the entry above it is one that weigh looks into: it
// begins no entry, holds no status of an error, no answer, and no failure. It stands at pos of what near looks through.
func isLightLine(line []byte, pos int, near *rare) (light, blank bool) {
	i := 0
	for i < len(line) && line[i] <= ' ' {
		i++
	}
	if i == len(line) {
		return true, true
	}
	switch line[i] {
	case 'L', 'T', 'P', 'Q', 'U', 'H', 'S': // what begins a header, a method, a code, an HRESULT, a stack
		return false, false
	}
	if near.equals.next(pos) >= pos+len(line) {
		return true, false
	}
	return !bytes.Contains(line, errorMark) && !isAnswer(line[i:]), false
}
