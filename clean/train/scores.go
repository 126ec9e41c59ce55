package main

import (
	"encoding/binary"
	"errors"
	"math"
	"os"
)

// saveScores keeps the pages' scores in a file.
func (t *trainer) saveScores(path string) error {
	if path == "" {
		return nil
	}
	var b []byte
	for _, p := range t.pages {
		for _, s := range p.score {
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(s))
		}
	}
	return os.WriteFile(path, b, 0o644)
}

// loadScores takes the pages' scores from a file that has one a line.
func (t *trainer) loadScores(path string) error {
	if path == "" {
		return errors.New("no file of scores")
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if len(b) != 4*len(t.data.Labels) {
		return errors.New("the file of scores is of other pages")
	}
	for _, p := range t.pages {
		for i := range p.score {
			p.score[i] = math.Float32frombits(binary.LittleEndian.Uint32(b))
			b = b[4:]
		}
	}
	return nil
}
