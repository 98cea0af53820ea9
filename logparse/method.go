package logparse

import "bytes"

// method is what wrote an entry, as far as it matters here.
type method uint8

const (
	mUnknown       method = iota // a stamped entry of a method that we do not know
	mNone                        // a stamped entry without a method
	mOrphan                      // lines that belong to no entry
	mHeader                      // the block that a file begins with
	mInfo                        // known, and of no weight
	mTicket                      // known; its text is a ticket
	mScheduled                   // UpdateThisScheduledApp
	mDoUpdate                    // DoUpdate and DoUpdateSelected
	mGetLock                     // the update lock
	mSetLock                     //
	mInstantiate                 //
	mServerVersion               // the calls, in the order of a run
	mClientVersion               //
	mAuthenticate                //
	mUpdateWS                    // writes what authenticate answered
	mCheckCFN                    // says it in words
	mDelay                       //
	mSend                        //
	mProcess                     //
	mReceive                     //
	mLastError                   //
	mConnError                   //
	mClose                       //
	mUpdate                      // SOAPWebService.update
	mConnect                     // QuickBooks, in runs and while adding
	mModal                       //
	mFileLock                    // the lock in the company file
	mDisconnect                  //
	mAddBegin                    // adding an application
	mAdd                         //
	mProgram                     // the start of the program
)

// stages says which stage of a run a method's failures stand in.
var stages = [...]Stage{
	mScheduled: StageStart, mDoUpdate: StageStart, mGetLock: StageStart, mSetLock: StageStart, mInstantiate: StageConnect,
	mServerVersion: StageServerVersion, mClientVersion: StageClientVersion, mAuthenticate: StageAuthenticate, mUpdateWS: StageAuthenticate,
	mCheckCFN: StageAuthenticate, mDelay: StageAuthenticate, mSend: StageSendRequest, mProcess: StageQuickBooks,
	mReceive: StageReceiveResponse, mLastError: StageReceiveResponse, mConnError: StageQuickBooks, mClose: StageClose, mUpdate: StageStart,
	mConnect: StageQuickBooks, mModal: StageQuickBooks, mFileLock: StageQuickBooks, mDisconnect: StageQuickBooks,
	mAddBegin: StagePairing, mAdd: StagePairing, mProgram: StageUnknown,
}

func (m method) stage() Stage {
	if int(m) < len(stages) {
		return stages[m]
	}
	return StageUnknown
}

// ofRun says whether only a run writes this: such a line outside any run is what is left of one whose beginning the log does not show.
func (m method) ofRun() bool {
	return mServerVersion <= m && m <= mUpdate || m == mFileLock || m == mDisconnect
}

const prefix = "QBWebConnector."

// methodOf knows a method by its name without prefix and brackets. The full names first, because a switch on them costs next to nothing.
func methodOf(name []byte) method {
	switch string(name) {
	case "SOAPWebService.ProcessRequestXML":
		return mProcess
	case "SOAPWebService.do_sendRequestXML":
		return mSend
	case "SOAPWebService.do_receiveResponseXML":
		return mReceive
	case "RegistryManager.setUpdateLock":
		return mSetLock
	case "RegistryManager.getUpdateLock":
		return mGetLock
	case "SOAPWebService.instantiateWebService":
		return mInstantiate
	case "SOAPWebService.do_serverVersion":
		return mServerVersion
	case "SOAPWebService.do_clientVersion":
		return mClientVersion
	case "SOAPWebService.do_authenticate":
		return mAuthenticate
	case "SOAPWebService.updateWS":
		return mUpdateWS
	case "SOAPWebService.do_closeConnection":
		return mClose
	case "UpdateThisScheduledApp":
		return mScheduled
	}
	if i := bytes.LastIndexByte(name, '.'); i >= 0 {
		name = name[i+1:]
	}
	return byBareName(name)
}

// byBareName knows a method by its last part: classes have been renamed and left out.
func byBareName(name []byte) method {
	switch string(name) {
	case "UpdateThisScheduledApp":
		return mScheduled
	case "DoUpdate", "DoUpdateSelected":
		return mDoUpdate
	case "getUpdateLock":
		return mGetLock
	case "setUpdateLock":
		return mSetLock
	case "instantiateWebService":
		return mInstantiate
	case "do_serverVersion", "serverVersion":
		return mServerVersion
	case "do_clientVersion", "clientVersion":
		return mClientVersion
	case "do_authenticate", "authenticate":
		return mAuthenticate
	case "updateWS":
		return mUpdateWS
	case "CheckCFNResponse":
		return mCheckCFN
	case "HandleDelayRequest":
		return mDelay
	case "do_sendRequestXML", "sendRequestXML":
		return mSend
	case "ProcessRequestXML":
		return mProcess
	case "do_receiveResponseXML", "receiveResponseXML":
		return mReceive
	case "do_getLastError", "getLastError":
		return mLastError
	case "do_connectionError", "connectionError":
		return mConnError
	case "do_closeConnection", "closeConnection":
		return mClose
	case "update":
		return mUpdate
	case "ConnectToQB":
		return mConnect
	case "handleModalDialogError":
		return mModal
	case "DisconnectFromQB":
		return mDisconnect
	case "ParseQWC", "ReadQWC":
		return mAddBegin
	case "AddToQuickBooks", "findFileIDinQB", "registerDataExtInQB", "enterDataExtValueInQB", "SerializeToRegistry", "createRegKey", "initialize",
		"AddApplication", "AddApp":
		return mAdd
	case "QBWebConnector_Load", "QBWC_Load":
		return mProgram
	case "setCurrentWebServiceSessionTicket":
		return mTicket
	case "getLock", "unsetLock", "setLock":
		return mFileLock
	case "WebConnectorWPF", "StartQBWC", "setNotifyWindowOn", "setMaxConnRetries", "setCurrentWebServiceName", "ProcessArgs", "do_getInteractiveURL",
		"do_interactiveDone", "do_interactiveRejected", "getInteractiveURL", "interactiveDone", "interactiveRejected", "Logger", "log":
		return mInfo
	}
	if bytes.HasPrefix(name, []byte("Send_")) { // Send_CompanyQueryRqXML and its kin
		return mFileLock
	}
	if bytes.HasPrefix(name, []byte("set")) || bytes.HasPrefix(name, []byte("get")) { // the registry's many values
		return mInfo
	}
	return mUnknown
}

// splitMethod cuts what follows a stamp into the method, its name (with its prefix, without brackets), and the text. Where no
// method stands there, it is mNone, and all is text.
func splitMethod(body []byte) (m method, name, text []byte) {
	body = trimBlanks(body)
	if len(body) > 0 && body[0] == ':' {
		body = trimBlanks(body[1:])
	}
	if p := bytes.IndexByte(body, '('); p > 0 {
		name, text = body[:p], body[p+1:]
		if len(text) > 3 && text[0] == ')' && text[1] == ' ' && text[2] == ':' && text[3] == ' ' {
			if m = named(name); m != mUnknown || isName(name) {
				return m, name, text[4:]
			}
		} else if text, ok := afterArguments(text); ok && isName(name) {
			return named(name), name, text
		}
	}
	if len(body) > 0 && body[0] == ':' { // no method: ":  : ~SingleInstanceHandler() - …"
		body = trimBlanks(body[1:])
	}
	return mNone, nil, body
}

// afterArguments skips an argument list, and blanks that a copy lost or added, up to the text.
func afterArguments(b []byte) ([]byte, bool) {
	q := bytes.IndexByte(b, ')')
	if q < 0 {
		return nil, false
	}
	b = trimBlanks(b[q+1:])
	if len(b) == 0 {
		return nil, true
	}
	return trimBlanks(b[1:]), b[0] == ':'
}

func trimBlanks(b []byte) []byte {
	for len(b) > 0 && (b[0] == ' ' || b[0] == '\t') {
		b = b[1:]
	}
	return b
}

func named(name []byte) method {
	if starts(name, prefix) {
		name = name[len(prefix):]
	}
	return methodOf(name)
}

func isName(b []byte) bool {
	if len(b) > 120 {
		return false
	}
	for _, c := range b {
		if !isLetter(c) && c != '.' && c != '_' && c != '~' && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}
