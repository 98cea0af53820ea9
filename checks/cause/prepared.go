package cause

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/gob"
	"sync"
)

//go:generate go test -run TestPrepared -prepare
//go:embed prepared.gob
var preparedFile []byte

var preparedCauses = NewPrepared[Cause](preparedFile)

// Prepared holds documents of one kind that were decoded when the program was built: YAML takes a tenth of a second to read,
// which is most of a start. A document is known by its text, so that one that was changed since is read as YAML, and slowly.
type Prepared[T any] struct {
	load func() map[sum]*T
}

type sum = [sha256.Size]byte

// prepared is one document as it is written.
type prepared[T any] struct {
	Sum   sum
	Value T
}

// NewPrepared reads what Prepare wrote, when it is first needed. What cannot be read holds nothing.
func NewPrepared[T any](data []byte) *Prepared[T] {
	return &Prepared[T]{load: sync.OnceValue(func() map[sum]*T {
		var list []prepared[T]
		if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&list); err != nil {
			return nil
		}
		docs := make(map[sum]*T, len(list))
		for i := range list {
			docs[list[i].Sum] = &list[i].Value
		}
		return docs
	})}
}

// Decode reads a document as the function Decode does. What it puts into v may be shared and is not to be changed.
func (p *Prepared[T]) Decode(name string, text []byte, v *T) error {
	if known := p.load()[sha256.Sum256(text)]; known != nil {
		*v = *known
		return nil
	}
	return Decode(name, text, v)
}

// Knows says whether a document is held.
func (p *Prepared[T]) Knows(text []byte) bool { return p.load()[sha256.Sum256(text)] != nil }

// Prepare decodes documents of one kind and writes them in the form that NewPrepared reads. names and texts belong together.
func Prepare[T any](names []string, texts [][]byte) ([]byte, error) {
	list := make([]prepared[T], len(texts))
	for i, text := range texts {
		list[i].Sum = sha256.Sum256(text)
		if err := Decode(names[i], text, &list[i].Value); err != nil {
			return nil, err
		}
	}
	var out bytes.Buffer
	err := gob.NewEncoder(&out).Encode(list)
	return out.Bytes(), err
}
