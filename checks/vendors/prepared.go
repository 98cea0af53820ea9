package vendors

import (
	_ "embed"

	"authdoctor/checks/cause"
)

//go:generate go test -run TestPrepared -prepare
//go:embed prepared.gob
var preparedFile []byte

// preparedVendors are the program's own vendors as they were decoded when it was built.
var preparedVendors = cause.NewPrepared[Vendor](preparedFile)
