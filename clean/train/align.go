package main

import (
	"github.com/copydesk-go/copydesk/internal/align"
	"github.com/copydesk-go/copydesk/internal/metric"
)

// align says of each line whether it is part of the article.
func (p *page) align() {
	n := len(p.page.Lines)
	lines := make([]string, n)
	p.right, p.words, p.score = make([]bool, n), make([]int, n), make([]float32, n)
	for i := range lines {
		lines[i] = p.page.Lines[i].Text
		p.words[i] = len(metric.Words(lines[i]))
	}
	p.share = align.Lines(lines, p.truth, 2)
	for i, share := range p.share {
		p.right[i] = share > 0
	}
}
