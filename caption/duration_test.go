package caption

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestParseDuration(t *testing.T) {
	for s, want := range map[string]time.Duration{
		"0:46":                    46 * time.Second,
		"02:00":                   2 * time.Minute,
		"75:20":                   75*time.Minute + 20*time.Second,
		"1:02:03":                 time.Hour + 2*time.Minute + 3*time.Second,
		" 03:29 ":                 3*time.Minute + 29*time.Second,
		"00:00":                   0,
		"PT1M36S":                 96 * time.Second,
		"PT2M02S":                 122 * time.Second,
		"PT512S":                  512 * time.Second,
		"P00DT00H01M53S":          113 * time.Second,
		"PT00H05M22S":             322 * time.Second,
		"PT1M46.607S":             106*time.Second + 607*time.Millisecond,
		"P5M9.490000000000009S":   5*time.Minute + 9490*time.Millisecond,
		"T13M26S":                 13*time.Minute + 26*time.Second,
		"T35S":                    35 * time.Second,
		"PT23H59M59S":             24*time.Hour - time.Second,
		"P1D":                     24 * time.Hour,
		"PT1,5S":                  1500 * time.Millisecond,
		"P0Y0M0DT0H2M5S":          125 * time.Second,
		"2:43 min":                163 * time.Second,
		"01:43 Min.":              103 * time.Second,
		"1:30 h":                  90 * time.Minute,
		"8 Minuten 15 Sekunden":   8*time.Minute + 15*time.Second,
		"8 Min":                   8 * time.Minute,
		"1 hr 5 min":              65 * time.Minute,
		"1h 2m 3s":                time.Hour + 2*time.Minute + 3*time.Second,
		"90s":                     90 * time.Second,
		"45 sec":                  45 * time.Second,
		"2 minutes and 3 seconds": 123 * time.Second,
		"3 minutes, 4 seconds":    184 * time.Second,
		"Duration: 12:30":         750 * time.Second,
		"Laufzeit 8 Minuten":      8 * time.Minute,
		"Durée : 2:05":            125 * time.Second,
		"5 minutos 10 segundos":   310 * time.Second,
		"2 minuti":                2 * time.Minute,
		"3 минуты 20 секунд":      200 * time.Second,
		"2分30秒":                   150 * time.Second,
		"3분 12초":                  192 * time.Second,
		"5 phút":                  5 * time.Minute,
		"4 นาที":                  4 * time.Minute,
		"10 dakika":               10 * time.Minute,
		"2 perc 5 másodperc":      125 * time.Second,
	} {
		got, ok := ParseDuration(s)
		assert.True(t, ok, s)
		assert.Equal(t, want, got, s)
	}
	for _, s := range []string{
		"", "7", "13 people", "1:2", "1:60", "1:61:00", "12:345", "1:02:03:04", "P1M", "P1Y", "PT", "P", "T", "Pass", "Title",
		"5 min read", "min", "3 s 2 h", "1:23 pm", "2024-08-30", "0:46 Now playing", "Now playing", "PT5", "P5X", "10,5", "1.5",
		"Duration:", "99999999999:00", "PT99999999999999999999999H", "2 2 min",
		"1000 h", "1000t", "PT3599999.9996S",
	} {
		got, ok := ParseDuration(s)
		assert.False(t, ok, "%q: %v", s, got)
		assert.Zero(t, got, s)
	}
}
