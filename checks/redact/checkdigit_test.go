package redact

import "testing"

// A GUID in capitals can have the form of an international account number, and right check digits by chance.
func TestAGUIDIsNoAccount(t *testing.T) {
	for _, s := range []string{
		`<OwnerID>{BF24343F-D56C-2818-9941-965DB2E74EC3}</OwnerID>`, `iteratorID {CA760D95-ADCD-B088-7433-3AFC46A50F18}`,
		`https://books.example/qbwc/BF24343F-D56C-2818-9941-965DB2E74EC3`,
	} {
		if got := Clean(s); got != s {
			t.Errorf("%q gives %q", s, got)
		}
	}
	if got := Clean("GB82WEST12345698765432"); got == "GB82WEST12345698765432" {
		t.Error("an account number is not hidden")
	}
}
