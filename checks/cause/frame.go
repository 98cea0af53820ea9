package cause

import (
	"fmt"
	"slices"
)

// Source is the text of the file that a cause was read from; nil where there is no such cause.
func (b *Base) Source(id ID) []byte {
	if b.byID[id] == nil {
		return nil
	}
	return slices.Clone(b.files[id].text)
}

// frame is a whole file of a cause in which only the words are missing; it loads, and lint names what is to be filled in.
const frame = `id: %s
layer: service            # this PC, network, TLS, HTTP, service, authenticate, selling channel, sync, pairing, QuickBooks, Caselle
rank: 9000                # unique; causes nearer to the ground have smaller ones
subject: service          # pc, network, proxy, site, service, support, channel, pairing, quickbooks, caselle
title: ""                 # what is wrong, in the user's words, without a full stop
why: ""                   # how this leads to the failure
explains: []              # ids of causes that are only symptoms of this one
checked-by: []            # ids of checks that can confirm or refute it
words: []                 # words of help pages that mean it
signatures:
  - text: ''              # a regular expression on the message; beside it code, hresult, stage, answer, status, inner
    strength: possible    # possible, likely, proven
    hits:
      - ""                # a message that must match
    misses:
      - ""                # one that must not
remedies:
  - who: end-user
    minutes: 5
    recheck: []           # the checks that show that it worked
    steps:
      - id: first
        where: ""         # the window or place
        do: ""            # one order
        expect: ""        # what one sees when it worked
        else: ""          # what to do when it did not
  - who: tech
    minutes: 5
    steps:
      - id: first
        where: ""
        do: ""
        expect: ""
`

// Frame is the frame of a new cause's file. The error says what an id must look like.
func Frame(id ID) ([]byte, error) {
	if !validID.MatchString(string(id)) {
		return nil, fmt.Errorf("%q cannot be an id: want lower-case words joined by hyphens, for example site-offline", string(id))
	}
	return fmt.Appendf(nil, frame, id), nil
}
