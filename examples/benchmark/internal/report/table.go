// Package report turns a benchmark's Result into tables and charts.
package report

import (
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

// Table is one table of a report, in the form that all outputs share.
type Table struct {
	Title string
	// Note is a sentence below the title; may be empty.
	Note   string
	Header []string
	Rows   [][]string
	// Words is the number of leading columns that hold words; the others hold
	// numbers and are set to the right.
	Words int
	// Detail says that the table is for a close look, and is left out where
	// space is short.
	Detail bool
}

func (t Table) writer() table.Writer {
	w := table.NewWriter()
	w.SetStyle(table.StyleLight)
	w.Style().Format.Header = text.FormatDefault
	w.Style().Options.DrawBorder = false
	w.AppendHeader(row(t.Header))
	for _, r := range t.Rows {
		w.AppendRow(row(r))
	}
	var columns []table.ColumnConfig
	for i := t.Words; i < len(t.Header); i++ {
		columns = append(columns, table.ColumnConfig{Number: i + 1, Align: text.AlignRight, AlignHeader: text.AlignRight})
	}
	w.SetColumnConfigs(columns)
	return w
}

func row(cells []string) table.Row {
	r := make(table.Row, len(cells))
	for i, c := range cells {
		r[i] = c
	}
	return r
}

// Text returns the tables for a terminal.
func Text(tables []Table) string {
	var b strings.Builder
	for _, t := range tables {
		b.WriteString("\n" + t.Title + "\n")
		if t.Note != "" {
			b.WriteString(t.Note + "\n")
		}
		b.WriteString("\n" + t.writer().Render() + "\n")
	}
	return b.String()
}

// Markdown returns the tables for a README, without those of detail.
func Markdown(tables []Table) string {
	var b strings.Builder
	for _, t := range tables {
		if t.Detail {
			continue
		}
		b.WriteString("### " + t.Title + "\n\n")
		if t.Note != "" {
			b.WriteString(t.Note + "\n\n")
		}
		b.WriteString(t.writer().RenderMarkdown() + "\n\n")
	}
	return b.String()
}
