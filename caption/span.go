package caption

import (
	"encoding/json"
	"fmt"
)

// Span is a half-open range of byte offsets [Start, End) into the text that
// was read. Its JSON form is [start, end].
type Span struct {
	Start, End int
}

// Len returns the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// IsZero reports whether s is the zero Span, which stands for "not known".
func (s Span) IsZero() bool { return s == Span{} }

// MarshalJSON writes s as [start, end].
func (s Span) MarshalJSON() ([]byte, error) {
	return fmt.Appendf(nil, "[%d,%d]", s.Start, s.End), nil
}

// UnmarshalJSON reads [start, end].
func (s *Span) UnmarshalJSON(data []byte) error {
	var pair [2]int
	if err := json.Unmarshal(data, &pair); err != nil {
		return fmt.Errorf("span: %w", err)
	}
	s.Start, s.End = pair[0], pair[1]
	return nil
}
