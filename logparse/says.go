package logparse

import "bytes"

// verb is what the text of an entry says, for the texts that come back in every run. What a verb means for the run is told elsewhere.
type verb uint8

const (
	saysOther          verb = iota // anything else: whoever needs it reads the text
	saysPerforming                 // a scheduled run begins; a: the application
	saysPassword                   // the scheduler looks after passwords, between two runs
	saysLocked                     // the run took the update lock
	saysUnlocked                   // the run gave it back
	saysFree                       // the registry's value of the lock is False now
	saysInitiated                  // the connection to the application is being made
	saysAppName                    // a: the name
	saysUniqueName                 // a: the unique name
	saysAppURL                     // a: the address
	saysCalling                    // a call goes out; a: the version or the user's name that it carries, ok: there is one
	saysReceived                   // its answer came; a: the answer, ok: there is one
	saysAuthenticating             // a: the application, b: the user's name
	saysClosed                     // closeConnection was answered
	saysDone                       // a sentence that says nothing new
	saysConnecting                 // QuickBooks is being reached
	saysConnected                  // QuickBooks was reached
	saysStarted                    // a run by hand begins; a: the application
	saysCompleted                  // a run by hand came to its end; a: the application, of this and the next two
	saysTroubled                   // it "completed with errors"
	saysNoData                     // the service had nothing to exchange
	saysEnded                      // the session has ended
	saysVerdict                    // a: authenticate's answer, told in words
)

// said is what the text of an entry says. a and b are as long as a text in the log may make them: who keeps them bounds them.
type said struct {
	verb verb
	ok   bool
	a, b string
	// delay and schedule are what authenticate's answer asks for, in seconds; 0: nothing.
	delay, schedule float64
	// quote is the text as it is kept after a failure, of a text that is known; see hear.
	quote string
}

// says reads the text of an entry, whose method is known, by the text alone. The strings that it returns are made by str, which
// copies them.
func says(m method, text []byte, str func([]byte) string) said {
	switch m {
	case mScheduled:
		return saysScheduled(text, str)
	case mSetLock:
		return saysLock(text)
	case mInstantiate:
		return saysInstantiate(text, str)
	case mServerVersion, mClientVersion, mAuthenticate, mUpdateWS, mLastError, mClose, mConnError:
		return saysCall(m, text, str)
	case mDoUpdate, mUpdate:
		return saysUpdate(text, str)
	case mCheckCFN:
		return saysAnswerInWords(text)
	case mConnect, mModal:
		switch {
		case starts(text, "Connected."):
			return said{verb: saysConnected}
		case starts(text, "Connecting to QuickBooks"):
			return said{verb: saysConnecting}
		}
	}
	return said{}
}

// The words of the two lines that begin a run.
const (
	performing = "Performing SCHEDULED UPDATE"
	hasStarted = "has STARTED"
)

func saysScheduled(text []byte, str func([]byte) string) said {
	switch {
	case starts(text, performing):
		name, ok := after(text, "application =")
		return said{verb: saysPerforming, a: str(name), ok: ok}
	case starts(text, "Password management"):
		return said{verb: saysPassword}
	}
	return said{}
}

func saysUpdate(text []byte, str func([]byte) string) said {
	name, _ := between(text, "application = '", "'")
	switch {
	case has(text, hasStarted):
		return said{verb: saysStarted, a: str(name)}
	case starts(text, "Enter a password"), starts(text, "Exception in"), isCode(text), isException(text):
		return said{}
	case has(text, "COMPLETED"), starts(text, "update completed."):
		return said{verb: saysCompleted, a: str(name)}
	case has(text, "completed with errors"):
		return said{verb: saysTroubled, a: str(name)}
	case has(text, "No data to exchange"):
		if name == nil {
			name, _ = after(text, "No data to exchange for the application:")
		}
		return said{verb: saysNoData, a: str(name)}
	case has(text, "session has ended"):
		return said{verb: saysEnded, a: str(name)}
	}
	return said{a: str(name)}
}

func saysAnswerInWords(text []byte) said {
	switch {
	case has(text, "Not a valid username"), has(text, "nvalid password"):
		return said{verb: saysVerdict, a: "nvu"}
	case has(text, "No data to exchange"), has(text, "No data exchange"):
		return said{verb: saysVerdict, a: "none"}
	case has(text, "busy"), has(text, "Busy"):
		return said{verb: saysVerdict, a: "busy"}
	}
	return said{}
}

func saysLock(text []byte) said {
	switch {
	case !starts(text, "**"):
		if bytes.HasSuffix(text, []byte("set to False")) {
			return said{verb: saysFree}
		}
	case has(text, "session locked"):
		return said{verb: saysLocked}
	case has(text, "session unlocked"):
		return said{verb: saysUnlocked}
	}
	return said{}
}

func saysInstantiate(text []byte, str func([]byte) string) said {
	switch {
	case starts(text, "Initiated connection"):
		return said{verb: saysInitiated}
	case starts(text, "AppName:"):
		return said{verb: saysAppName, a: str(trim(text[len("AppName:"):]))}
	case starts(text, "AppUniqueName"):
		if _, name, ok := bytes.Cut(text, []byte(":")); ok {
			return said{verb: saysUniqueName, a: str(trim(name))}
		}
	case starts(text, "AppURL:"):
		return said{verb: saysAppURL, a: str(trim(text[len("AppURL:"):]))}
	}
	return said{}
}

func saysCall(m method, text []byte, str func([]byte) string) said {
	switch {
	case starts(text, "*** Calling"):
		v, ok := argument(m, text)
		return said{verb: saysCalling, a: str(v), ok: ok}
	case starts(text, "Received from"):
		if m == mAuthenticate || m == mUpdateWS {
			return saysAnswered(text, str)
		}
		v, ok := answer(m, text)
		return said{verb: saysReceived, a: str(v), ok: ok}
	case starts(text, "Authenticating to application"):
		name, _ := between(text, "application '", "', username")
		user, ok := between(text, "username = '", "'")
		return said{verb: saysAuthenticating, a: str(name), b: str(user), ok: ok}
	case m == mClose && starts(text, "Response received"):
		return said{verb: saysClosed}
	case isDone(m, text):
		return said{verb: saysDone}
	}
	return said{}
}

// isDone knows the sentences after a call that say nothing new.
func isDone(m method, text []byte) bool {
	switch m {
	case mClientVersion:
		return starts(text, "This application agrees")
	case mAuthenticate:
		return starts(text, "Done")
	case mClose:
		return starts(text, "CloseConnection called")
	}
	return false
}

// argument is what a call sends along, where a run wants to know it.
func argument(m method, text []byte) ([]byte, bool) {
	switch m {
	case mClientVersion:
		return quoted(text, `productVersion="`)
	case mAuthenticate:
		v, ok := after(text, `userName="`)
		if i := bytes.Index(v, []byte(`"><password`)); i >= 0 {
			v = v[:i]
		} else if i := bytes.IndexByte(v, '"'); i >= 0 {
			v = v[:i]
		}
		return v, ok
	}
	return nil, false
}

// answer is the one string that came back. What authenticate answered is more than that: see saysAnswered.
func answer(m method, text []byte) ([]byte, bool) {
	switch m {
	case mServerVersion:
		return quoted(text, `serverVersionRet="`)
	case mClientVersion:
		return quoted(text, `clientVersionRet="`)
	case mClose:
		if v, ok := quoted(text, `ccResponse="`); ok {
			return v, ok
		}
		return quoted(text, `closeConnectionRet="`)
	}
	return nil, false
}
