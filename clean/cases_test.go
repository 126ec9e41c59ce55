package clean_test

import (
	"testing"

	"github.com/copydesk-go/copydesk/clean/cleantest"
)

// TestCases decides short pages whose lines have their labels beside them.
func TestCases(t *testing.T) { cleantest.Run(t, "testdata/cases/*.txt") }
