package report

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"

	"github.com/copydesk-go/copydesk/examples/benchmark/internal/measure"
)

//go:embed page.html
var pageTemplate string

// HTML returns the tables with the run's charts as one page that needs no
// other file.
func HTML(r measure.Result, tables []Table) ([]byte, error) {
	page, err := template.New("page").Parse(pageTemplate)
	if err != nil {
		return nil, fmt.Errorf("HTML report: %w", err)
	}
	charts, err := Charts(r)
	if err != nil {
		return nil, fmt.Errorf("HTML report: %w", err)
	}
	var b bytes.Buffer
	err = page.Execute(&b, struct {
		Heading, Versions string
		Charts            []Chart
		Tables            []Table
	}{Heading(r), Versions(r), charts, tables})
	if err != nil {
		return nil, fmt.Errorf("HTML report: %w", err)
	}
	return b.Bytes(), nil
}
