package cost

// Total returns what has been counted since the last call, and begins anew.
func Total() (steps, bytes int64) {
	steps, bytes = Steps, Bytes
	Steps, Bytes = 0, 0
	return steps, bytes
}
