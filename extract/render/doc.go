// Package render writes documents in the forms that people and programs read.
//
//   - Text: the article's text alone, a blank line between blocks.
//   - Markdown: the whole document for people: title, head, body, captions,
//     clips and what was removed.
//   - HTML: the article with its pictures and clips as a page that runs nothing.
//   - Report: the page as a web page that shows what became of each line and why.
//   - Trace: the same as a table for terminals.
//   - JSONLD: the document in the vocabulary of schema.org.
//   - JSON and JSONLine: the document in the form "copydesk/1", indented or on
//     one line. The form is described by extract.JSONSchema.
//
// All of them return the first error of the writer.
package render
