// Package hostile makes pages that nobody writes who means well: nested, repeated
// and mixed so that anything that grows faster than the page shows. It is for
// tests and benchmarks.
package hostile

import (
	"fmt"
	"strconv"
	"strings"
)

// Page makes a page of a kind that is hard to read.
type Page struct {
	Name string
	// HTML says that it is a page of HTML, and not of text.
	HTML bool
	make func(size int) string
}

// Make returns a page of about size bytes.
func (p *Page) Make(size int) string { return p.make(size) }

const (
	sentence = "The ferry crossed the sound again on Tuesday, and the crew said they were glad. "
	markup   = "<p>The ferry crossed the sound again on Tuesday, and the crew said they were glad.</p>\n"
)

// Pages returns all kinds of pages.
func Pages() []Page {
	var pages []Page
	html := func(name string, make func(size int) string) { pages = append(pages, Page{name, true, make}) }
	text := func(name string, make func(size int) string) { pages = append(pages, Page{name, false, make}) }

	// Nesting.
	html("nested blocks", nested("<div>", "</div>"))
	html("nested blocks with a line each", nested("<div>a line of text", "</div>"))
	html("nested lists", nested("<ul><li>an entry", "</li></ul>"))
	html("nested tables", nested("<table><tr><td>a cell", "</td></tr></table>"))
	html("nested inline elements", nested("<span class=credit>a", "</span>"))
	html("nested bold in one caption", within("<figure><img src=a.jpg><figcaption>", nested("<b>a ", "</b>"), "</figcaption></figure>"))
	html("nested figures", nested("<figure><img src=https://a.example/a.jpg><figcaption>The ferry. Photo: Bo Lens/AP", "</figcaption></figure>"))
	html("nested articles", nested("<article><h1>The ferry runs again</h1>"+markup, "</article>"))
	html("blocks of depth 400 with lines at the bottom", func(size int) string {
		return strings.Repeat("<section class=related>", 400) + repeat(markup, size)
	})
	html("unclosed blocks", repeated("<div><p>text"))
	html("unclosed formatting", repeated("<p><b><i>text"))
	html("unclosed different formatting", numbered("<p><b x%d>text"))
	html("unclosed links", numbered("<a href=/%d><div>text"))
	html("end tags without start tags", repeated("a</b></div></p>"))
	html("formatting across blocks", repeated("<b><p>text</b></p>"))
	html("formatting opened again in every paragraph", func(size int) string {
		var b strings.Builder
		for i := range 200 {
			fmt.Fprintf(&b, "<b x%d>", i)
		}
		return "<div>" + b.String() + "</div>" + repeat("<p>The river rose.", size)
	})

	// Siblings.
	html("siblings without text", repeated("<p></p>"))
	html("siblings of one letter", repeated("<p>a</p>"))
	html("sibling spans of one line", repeated("<span>a </span>"))
	html("sibling spans with classes of one caption", within("<figure><img src=a.jpg><figcaption>", numbered("<span class=c%d>ab </span>"), "</figcaption></figure>"))
	html("sibling list items", numbered("<li>Entry number %d of the list</li>"))
	html("headings alone", numbered("<h2>Heading number %d of the page</h2>"))
	html("long headings and a long title", func(size int) string {
		long := strings.Repeat("ferry ", 45)
		return "<title>" + repeat(long, size/4) + "</title><h1>" + repeat(long, size/4) + "</h1>" + repeat("<h2>"+long+"</h2>", size/2)
	})
	html("table cells", numbered("<tr><td>%d</td><td>cell</td></tr>"))
	html("line breaks", repeated("a<br>"))
	html("options", within("<select>", repeated("<option>a"), "</select>"))

	// Lines.
	for _, kind := range []struct {
		name, before, after string
		add                 func(string, func(int) string)
	}{{" in HTML", "<p>", "</p>\n", html}, {" in text", "", "\n", text}, {" in text, apart", "", "\n\n", text}} {
		line := func(format string) string { return kind.before + format + kind.after }
		kind.add("equal long lines"+kind.name, repeated(line(sentence)))
		kind.add("equal short lines"+kind.name, repeated(line("Read more")))
		kind.add("equal headlines"+kind.name, repeated(line("Ferry runs again after six years")))
		kind.add("near-equal long lines"+kind.name, numbered(line(sentence+"It was crossing number %d.")))
		kind.add("near-equal headlines"+kind.name, numbered(line("Ferry runs again after %d years")))
		kind.add("phrases"+kind.name, numbered(line("Read more: Story number %d")))
		kind.add("durations"+kind.name, numbered(line("Now playing\n%d:46")))
		kind.add("clips"+kind.name, numbered(line("Now playing")+line("1:46")+line("Ferry number %d crosses the sound")))
		kind.add("times"+kind.name, numbered(line("Tuesday, 2 May 2024, 07:%02d")))
		kind.add("bylines"+kind.name, numbered(line("By Ada Example and Bo Lens %d")))
		kind.add("credits"+kind.name, numbered(line("The ferry on its first day %d (Photo: Bo Lens/AP)")))
		kind.add("credits alone"+kind.name, numbered(line("Bo Lens/AP %d")))
		kind.add("image names"+kind.name, numbered(line("ferry-crosses-sound-%d.jpg")))
		kind.add("names"+kind.name, numbered(line("Ada Example %d")))
		kind.add("addresses"+kind.name, numbered(line("https://a.example/news/%d")))
		kind.add("datelines"+kind.name, numbered(line("OSTHAVEN (Harbour Post) — The ferry crossed the sound %d times.")))
		kind.add("lines of one letter"+kind.name, repeated(line("a")))
		kind.add("lines of marks"+kind.name, repeated(line("* - > # | ` [ ] ( )")))
		kind.add("questions"+kind.name, numbered(line("Will the ferry cross the sound %d times?")))
		kind.add("one long line"+kind.name, within(kind.before, repeated(sentence), kind.after))
		kind.add("one long word"+kind.name, within(kind.before, repeated("a"), kind.after))
		kind.add("one long number"+kind.name, within(kind.before, repeated("1"), kind.after))
		kind.add("one long caption"+kind.name, within(kind.before, repeated("Photo: Bo Lens/AP, "), kind.after))
		kind.add("one line of brackets"+kind.name, within(kind.before, repeated("(["), kind.after))
		kind.add("one line of credits in brackets"+kind.name, within(kind.before, repeated("(AP Photo/Bo Lens) "), kind.after))
		kind.add("one line of slashes"+kind.name, within(kind.before, repeated("a/"), kind.after))
		kind.add("one line of names"+kind.name, within(kind.before, repeated("Bo Lens, "), kind.after))
		kind.add("one line of dates"+kind.name, within(kind.before, repeated("2 May 2024, "), kind.after))
		kind.add("one line of bidi marks"+kind.name, within(kind.before, repeated("a\u202e\u200fb\u2067"), kind.after))
		kind.add("lines of bidi marks"+kind.name, repeated(line("a\u202e\u200fb\u2067 and more")))
		kind.add("one line of combining marks"+kind.name, within(kind.before+"a", repeated("\u0301\u0323"), kind.after))
		kind.add("lines of combining marks"+kind.name, repeated(line("a\u0301\u0323\u0301\u0323 and more")))
		kind.add("invisible characters"+kind.name, repeated(line("\u200b\u00ad\u200b")))
		kind.add("ideographs"+kind.name, numbered(line("船が海峡を渡りました。%d回目です。")))
		kind.add("one line of ideographs"+kind.name, within(kind.before, repeated("船が海峡を渡り"), kind.after))
		kind.add("Thai"+kind.name, repeated(line("เรือข้ามฟากแล่นอีกครั้งในวันอังคาร")))
		kind.add("broken UTF-8"+kind.name, repeated(line("a\xff\xc3b and more text of the line")))
	}
	text("wrapped lines", repeated("The ferry crossed the sound again on Tuesday, and the crew said\nthey were glad to be back on the water, all of them, and"))
	text("hyphens at line ends", repeated("the ferry cros-\nsed the sou-\nnd and "))
	text("blank lines", within("a\n", repeated("\n"), "b"))
	text("Markdown links", repeated("# A heading\n\n* [a link](https://a.example/)\n\nText with [a link](https://a.example/) and ![a picture](a.jpg) in it.\n\n"))
	text("one line of open Markdown links", within("# A heading\n\n* an item\n\n", repeated("[a]("), "\n"))
	text("one line of Markdown pictures", within("# A heading\n\n* an item\n\n", repeated("![a](b.jpg)"), "\n"))
	text("one line of stars", within("# A heading\n\n* an item\n\n", repeated("*a_"), "\n"))
	text("nested list items", repeated("* * * * a\n"))
	text("quotes", repeated("> > > a\n"))

	// Attributes.
	html("long class lists", within("<div class=\"", numbered("related-%d "), "\">text</div>"+strings.Repeat(markup, 20)))
	html("many class lists", numbered("<div class=\"related-%d share article-body comment caption\" id=x%[1]d>text</div>"))
	html("long styles", within("<div style=\"", repeated("a:b;"), "\">text</div>"+strings.Repeat(markup, 20)))
	html("styles of colons", within("<div style=\"", repeated(":"), "\">text</div>"+strings.Repeat(markup, 20)))
	html("many attributes", within("<div ", numbered("data-x%d=y "), ">text</div>"+strings.Repeat(markup, 20)))
	html("many attributes of formatting", func(size int) string {
		var b strings.Builder
		for i := 0; b.Len() < size/4; i++ {
			fmt.Fprintf(&b, " x%d", i)
		}
		return strings.Repeat("<i"+b.String()+">", 4)
	})
	html("root elements with attributes", numbered("<html x%d>"))
	html("body elements with attributes", within("<p>text", numbered("<body x%d>"), ""))
	html("many media attributes", numbered("<div data-video-id=v%d data-title=\"Ferry %[1]d\" data-duration=46></div>"))
	html("long srcset", within("<p>text</p><img src=a.jpg srcset=\"", numbered("https://a.example/%d.jpg %[1]dw, "), "\">"))
	html("many pictures", numbered("<img src=https://a.example/%d.jpg alt=\"The ferry\">"))
	html("many pictures with captions", numbered("<figure><img src=https://a.example/%d.jpg><figcaption>The ferry %[1]d. Photo: Bo Lens/AP</figcaption></figure>"))
	html("many pictures in one box", within("<figure>", numbered("<img src=https://a.example/%d.jpg>"), "<figcaption>The ferry. Photo: Bo Lens/AP</figcaption></figure>"+markup))
	html("many captions in one box", within("<figure><img src=a.jpg>", numbered("<figcaption>The ferry %d. Photo: Bo Lens/AP</figcaption>"), "</figure>"+markup))
	html("many divs called caption", numbered("<div class=caption>The ferry %d. <span class=credit>Photo: Bo Lens/AP</span></div>"))
	html("many players", numbered("<video src=https://a.example/%d.mp4></video>"))
	html("many frames", numbered("<iframe src=https://www.youtube.com/embed/abcdefg%04d></iframe>"))

	// Links and what is not shown.
	html("links alone", numbered("<a href=/%d>Ferry runs again after six years</a> "))
	html("a block a link", numbered("<p><a href=/%d>Ferry runs again after six years</a></p>"))
	html("a list of links", within("<ul>", numbered("<li><a href=/%d>Ferry runs again after six years</a></li>"), "</ul>"))
	html("hidden blocks", repeated("<div hidden>"+sentence+"</div>"))
	html("hidden spans", repeated("a<span style=display:none>b</span>"))
	html("comments", repeated("<!-- a comment -->"))
	html("scripts", repeated("<script>x</script>"))

	// Characters.
	html("entities", repeated("&amp;&eacute;&#233;"))
	html("broken entities", repeated("&amp&#;&x&&#x"))
	html("less-than signs", repeated("<"))
	html("null bytes in text", within("<p>", repeated("text \x00 text "), "</p>"))

	// Linked data.
	data := func(name, before string, unit func(size int) string, after string) {
		html(name, within("<script type=application/ld+json>"+before, unit, after+"</script>"+strings.Repeat(markup, 20)))
	}
	data("linked data nested deeply", "", repeated(`{"a":`), "")
	data("linked data of many nodes", "[", numbered(`{"@type":"VideoObject","@id":"v%d","name":"Ferry %[1]d","duration":"PT1M","thumbnailUrl":"https://a.example/%[1]d.jpg"},`), "{}]")
	data("linked data of one big list", `{"@type":"NewsArticle","keywords":[`, numbered(`"word %d",`), `""]}`)
	data("linked data of one long string", `{"@type":"NewsArticle","articleBody":"`, repeated(sentence), `"}`)
	data("linked data with many authors", `{"@type":"NewsArticle","author":[`, numbered(`{"@type":"Person","name":"Ada Example %d"},`), `{}]}`)
	data("linked data of pictures", `[`, numbered(`{"@type":"ImageObject","url":"https://a.example/%d.jpg","caption":"The ferry %[1]d","creditText":"Bo Lens/AP"},`), `{}]`)
	data("linked data that refers to itself", `[`, numbered(`{"@id":"a%d","isPartOf":{"@id":"a%[1]d"},"hasPart":{"@id":"a0"}},`), `{}]`)
	data("linked data of one author named by many", `[{"@id":"x","name":"`+strings.Repeat("Ada Example ", 100)+`"},`, repeated(`{"@type":"VideoObject","name":"Ferry","duration":"PT1M","creator":{"@id":"x"}},`), `{}]`)
	data("linked data of open strings", "{", repeated(`"a":"b" c`), "")
	data("linked data of escapes", `{"headline":"`, repeated(`\u0041\n\"`), `"}`)
	for _, unit := range []string{
		`{"a":"`, `"x" `, `{"a":"b" c`, `"a":"b"      `, `[{`, `\"`, `"a":"b"}}x`, "\"\n", `{"a":"x"y`, `/*`, `{'`, `,"`,
	} {
		data("linked data of "+strconv.Quote(unit), `{"k":"`, repeated(unit), "")
	}
	html("many scripts of linked data", numbered(`<script type=application/ld+json>{"@type":"NewsArticle","headline":"Ferry %d"}</script>`))
	html("a story in linked data and other lines on the page", func(size int) string {
		var lines strings.Builder
		for i := 0; lines.Len() < size/2; i++ {
			fmt.Fprintf(&lines, "<p>The ferry crossed the sound for the %dth time, and the crew said they were glad.</p>", i)
		}
		return `<script type=application/ld+json>{"@type":"NewsArticle","articleBody":"` + repeat("The ferry crossed the sound. ", size/2) +
			`"}</script>` + lines.String()
	})
	html("pictures in linked data and on the page", func(size int) string {
		n := size / 250
		var data, page strings.Builder
		for i := range n {
			fmt.Fprintf(&data, `{"@type":"ImageObject","url":"https://a.example/%d.jpg","caption":"The ferry %d","creditText":"Bo Lens/AP"},`, i, i)
			fmt.Fprintf(&page, "<figure><img src=https://a.example/%d.jpg><figcaption>The ferry %d</figcaption></figure>", i, i)
		}
		return "<script type=application/ld+json>[" + data.String() + "{}]</script>" + markup + page.String()
	})
	html("clips in linked data and on the page", func(size int) string {
		n := size / 250
		var data, page strings.Builder
		for i := range n {
			fmt.Fprintf(&data, `{"@type":"VideoObject","@id":"v%d","name":"Ferry %d crosses the sound","duration":"PT1M"},`, i, i)
			fmt.Fprintf(&page, "<p>Now playing</p><p>1:00</p><p>Ferry %d crosses the sound</p>", i)
		}
		return "<script type=application/ld+json>[" + data.String() + "{}]</script>" + page.String()
	})

	// Metadata.
	html("many meta elements", numbered("<meta name=author content=\"Ada Example %d\"><meta property=article:tag content=\"word %[1]d\">"))
	html("one long title", within("<title>", repeated("Ferry runs again | "), "</title>"+strings.Repeat(markup, 20)))
	html("one long title of dashes", within("<title>", repeated("a - "), "</title>"+strings.Repeat(markup, 20)))
	html("one long author", within("<meta name=author content=\"", repeated("Ada Example, "), "\">"+strings.Repeat(markup, 20)))
	html("one long byline", within("<p class=byline>By ", repeated("Ada Example and "), "</p>"+strings.Repeat(markup, 20)))
	html("one long address", within("<link rel=canonical href=\"https://a.example/", repeated("a/../"), "\">"+strings.Repeat(markup, 20)))
	html("one long list of words", within("<meta name=keywords content=\"", numbered("word %d, "), "\">"+strings.Repeat(markup, 20)))
	html("one long language", within("<html lang=\"", repeated("en-"), "\">"+strings.Repeat(markup, 20)))
	html("one long description", within("<meta name=description content=\"", repeated(sentence), "\">"+strings.Repeat(markup, 200)))
	return pages
}

func repeat(unit string, size int) string { return strings.Repeat(unit, max(1, size/len(unit))) }

// repeated makes pages of one unit.
func repeated(unit string) func(int) string {
	return func(size int) string { return repeat(unit, size) }
}

// numbered makes pages of a unit with a number in it.
func numbered(format string) func(int) string {
	return func(size int) string {
		var b strings.Builder
		for i := 0; b.Len() < size; i++ {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
}

// within puts something before and after.
func within(before string, inside func(int) string, after string) func(int) string {
	return func(size int) string { return before + inside(size) + after }
}

// nested makes pages of elements inside one another.
func nested(open, end string) func(int) string {
	return func(size int) string {
		n := max(1, size/(len(open)+len(end)))
		return strings.Repeat(open, n) + sentence + strings.Repeat(end, n)
	}
}
