package extract_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/copydesk-go/copydesk/caption"
	"github.com/copydesk-go/copydesk/clean"
	"github.com/copydesk-go/copydesk/extract"
)

// metaPage is a page with a head, something below its heading, and a story.
func metaPage(head, heading, below string) string {
	return `<!doctype html><html lang="en-GB"><head>` + head + `</head><body><header><a href="/">Home</a></header><article>` +
		heading + below +
		`<p>The ferry crossed the sound again on Tuesday, and the crew said that they were glad to see so many people at the quay.</p>` +
		`<p>Its engine had been repaired twice over the winter, the harbour office announced, before anybody trusted it with a timetable.</p>
		<p>Tickets cost the same as they did before the storm, and the first boat leaves an hour before sunrise on every weekday.</p>
		</article><footer>© 2026 Harbour Gazette</footer></body></html>`
}

func readMeta(t *testing.T, page string, opts ...extract.Option) extract.Article {
	t.Helper()
	doc, err := extract.HTML(strings.NewReader(page), opts...)
	require.NoError(t, err)
	return doc.Article
}

func TestMetadataOfLinkedData(t *testing.T) {
	a := readMeta(t, metaPage(`
		<title>Ferry runs again after storm | Harbour Gazette</title>
		<base href="https://gazette.example.com/news/">
		<link rel="canonical" href="/news/ferry">
		<meta property="og:image" content="/img/ferry.jpg"><meta property="og:image:alt" content="The ferry at the quay">
		<script type="application/ld+json"><!--
		{"@context":"https://schema.org","@graph":[
		 {"@type":"WebSite","name":"Harbour Gazette"},
		 {"@type":"NewsArticle","headline":"Ferry runs again after storm",
		  "datePublished":"2026-03-02T18:00:00+01:00","dateModified":"2026-03-03T09:30:00+01:00",
		  "author":[{"@id":"#ada"},{"@type":"Person","name":"Ben Sample, Political editor"},],
		  "articleSection":["Local"],"keywords":"ferries, storms, Ferries",
		  "publisher":{"@type":"Organization","name":"Harbour Gazette"}},
		 {"@type":"Person","@id":"#ada","name":"Dr. Ada Example"}
		]} --></script>`, `<h1>Ferry runs again after storm</h1>`, ``))
	assert.Equal(t, "Ferry runs again after storm", a.Title)
	assert.Equal(t, []string{"Dr. Ada Example", "Ben Sample"}, a.Authors)
	assert.Equal(t, "2026-03-02T18:00:00+01:00", a.Published.Format(time.RFC3339))
	assert.Equal(t, "2026-03-03T09:30:00+01:00", a.Modified.Format(time.RFC3339))
	assert.Equal(t, "Harbour Gazette", a.Site)
	assert.Equal(t, "https://gazette.example.com/news/ferry", a.URL)
	assert.Equal(t, "en-GB", a.Language)
	assert.Equal(t, "Local", a.Section)
	assert.Equal(t, []string{"ferries", "storms"}, a.Tags)
	assert.Equal(t, caption.Image{URL: "https://gazette.example.com/img/ferry.jpg", Alt: "The ferry at the quay"}, a.Image)
	assert.NotContains(t, a.Text(), "Ferry runs again after storm")
	assert.Equal(t, "Ferry runs again after storm", a.Head[0].Text)
}

func TestMetadataTitles(t *testing.T) {
	const heading = `<h1>Ferry runs again</h1>`
	for name, c := range map[string]struct{ head, heading, want string }{
		"site behind a bar":     {`<title>Ferry runs again | Harbour Gazette</title>`, ``, "Ferry runs again"},
		"site behind a dash":    {`<title>Ferry runs again after the storm - Harbour Gazette</title><meta property="og:site_name" content="Harbour Gazette">`, ``, "Ferry runs again after the storm"},
		"section and site":      {`<title>Ferry runs again after the storm | Local | Gazette</title><meta property="og:site_name" content="Gazette">`, ``, "Ferry runs again after the storm"},
		"site before":           {`<title>Gazette: Ferry runs again after the storm</title><meta property="og:site_name" content="Gazette">`, ``, "Ferry runs again after the storm"},
		"dash in the title":     {`<title>Ferry runs again - at last, after the storm</title>`, ``, "Ferry runs again - at last, after the storm"},
		"heading as shown":      {`<title>Ferry news – Ferry service, timetable and prices – Gazette</title>`, `<h1>The old ferry runs again</h1>`, "The old ferry runs again"},
		"suffix not named":      {`<title>Ferry runs again — Harbour life</title>`, heading, "Ferry runs again"},
		"heading of the site":   {`<title>Ferry runs again</title><meta property="og:title" content="Ferry runs again">`, `<h1>Gazette</h1><h2>Ferry runs again</h2>`, "Ferry runs again"},
		"entities":              {`<meta property="og:title" content="Fish &amp;amp; chips return">`, `<h1>Fish &amp; chips return</h1>`, "Fish & chips return"},
		"kicker":                {`<meta property="og:title" content="Ferry runs again after storm">`, `<h1>Winter in the sound: Ferry runs again after storm</h1>`, "Ferry runs again after storm"},
		"long before a colon":   {`<meta property="og:title" content="Ferry runs again after storm">`, `<h1>What the harbour office said today: Ferry runs again after storm</h1>`, "What the harbour office said today: Ferry runs again after storm"},
		"heading readers see":   {`<title>Ferry timetable and prices</title><meta property="og:title" content="Ferry timetable and prices"><meta name="twitter:title" content="Ferry timetable and prices">`, `<h1>The old ferry runs again</h1>`, "The old ferry runs again"},
		"headline of newsroom":  {`<title>Ferry runs again</title><meta property="og:title" content="Ferry runs again"><script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry runs again"}</script>`, `<h1>The old ferry runs again</h1>`, "Ferry runs again"},
		"date in the heading":   {`<title>The old ferry runs again</title><meta property="og:title" content="The old ferry runs again"><meta name="twitter:title" content="The old ferry runs again">`, `<h1>2 March 2026 The old ferry runs again</h1>`, "The old ferry runs again"},
		"each its own kicker":   {`<title>Winter: The ferry runs again after the storm</title><meta property="og:title" content="Winter: The ferry runs again after the storm">`, `<h1>Life in the sound - The ferry runs again after the storm</h1>`, "The ferry runs again after the storm"},
		"words for searches":    {`<title>The ferry | Route, timetable, prices and history</title><meta property="og:title" content="The ferry | Route, timetable, prices and history">`, `<h1>The ferry</h1>`, "The ferry"},
		"whole title stated":    {`<meta property="og:title" content="The ferry runs again - storm news"><script type="application/ld+json">{"@type":"NewsArticle","headline":"The ferry runs again - storm news"}</script>`, `<h1>The ferry runs again</h1>`, "The ferry runs again - storm news"},
		"title element in text": {`<title>Ferry runs again</title>`, `<svg><title>Menu</title></svg>`, "Ferry runs again"},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, c.want, readMeta(t, metaPage(c.head, c.heading, "")).Title)
		})
	}
}

func TestMetadataAuthors(t *testing.T) {
	const title = `<title>Ferry runs again after storm</title><meta property="og:site_name" content="Harbour Gazette">`
	person := func(names ...string) string {
		return title + `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry runs again after storm","author":["` +
			strings.Join(names, `","`) + `"]}</script>`
	}
	for name, c := range map[string]struct {
		head, below string
		want        []string
	}{
		"meta":                    {title + `<meta name="author" content="Ada Example">`, ``, []string{"Ada Example"}},
		"several meta":            {title + `<meta name="author" content="Ada Example"><meta name="author" content="Ben Sample">`, ``, []string{"Ada Example", "Ben Sample"}},
		"address is no name":      {title + `<meta property="article:author" content="https://social.example.com/ada"><meta name="author" content="Ada Example">`, ``, []string{"Ada Example"}},
		"catalogue":               {title + `<meta name="dc.creator" content="Example, Ada">`, ``, []string{"Ada Example"}},
		"outlet before marked":    {title + `<meta name="author" content="Harbour Gazette">`, `<p class="byline">By Ada Example and Ben Sample</p>`, []string{"Ada Example", "Ben Sample"}},
		"outlet alone":            {title + `<meta name="author" content="Harbour Gazette">`, ``, []string{"Harbour Gazette"}},
		"office beside a person":  {title + `<meta name="author" content="Redaktion">`, `<span class="author">Ada Example</span>`, []string{"Ada Example"}},
		"rel":                     {title, `<p><a rel="author" href="/a">Ada Example</a>, <time datetime="2026-03-02">2 March</time></p>`, []string{"Ada Example"}},
		"itemprop":                {title, `<p itemprop="author"><span itemprop="name">Ada Example</span></p>`, []string{"Ada Example"}},
		"text":                    {title, `<p>Von Ada Example und Ben Sample</p>`, []string{"Ada Example", "Ben Sample"}},
		"text with date":          {title, `<div>By Ada Example · Updated March 2, 2026</div>`, []string{"Ada Example"}},
		"date before":             {title, `<div>March 2, 2026 | By Ada Example in Local</div>`, []string{"Ada Example"}},
		"alone below the heading": {title, `<div>Ada Example</div><div>March 2, 2026</div>`, []string{"Ada Example"}},
		"degrees and offices":     {person("Ada Example, PhD, Senior editor", "Ben Sample (bs)"), ``, []string{"Ada Example", "Ben Sample"}},
		"with the outlet again":   {person("Ada Example", "Ada Example Harbour Gazette"), ``, []string{"Ada Example"}},
		"glued":                   {title, `<div><span>By</span><a href="/a">Ada Example</a><span>Mar 5, 2026</span></div>`, []string{"Ada Example"}},
		"joined in capitals":      {title, `<div class="byline">BY ADA EXAMPLE AND BEN SAMPLE | STAFF WRITERS</div>`, []string{"Ada Example", "Ben Sample"}},
		"capitals":                {person("PETER MÜLLER"), ``, []string{"Peter Müller"}},
		"outlet in capitals":      {person("Ada Example", "MDR NORD"), ``, []string{"Ada Example", "MDR NORD"}},
		"outlet behind capitals":  {title, `<span class="byline">By ADA EXAMPLE Harbour Post</span>`, []string{"Ada Example"}},
		"capital inside a name":   {person("MARY ANN McDONALD"), ``, []string{"MARY ANN McDONALD"}},
		"family name in capitals": {person("DE GROOT Jan"), ``, []string{"DE GROOT Jan"}},
		"label for hearers":       {title, `<div><span class="visually-hidden">By </span><a href="/a">Ada Example</a></div>`, []string{"Ada Example"}},
		"two behind a label":      {title, `<div>来源：港口报 记者：张三、李四</div>`, []string{"张三"}},
		"sentence on a reporter":  {title, `<p>현장에 간 기자</p>`, nil},
		"initials":                {person("A. J. Example"), ``, []string{"A. J. Example"}},
		"checked before written":  {title, `<p>Medically reviewed by Ben Sample, MD — Written by Ada Example — Updated on May 4, 2024</p>`, []string{"Ada Example"}},
		"reporter in Korean":      {title, `<div>홍길동 기자 hong@harbour.example</div>`, []string{"홍길동"}},
		"label behind the source": {title, `<div>2024-05-04 11:12:05 来源：港口报 作者：李明</div>`, []string{"李明"}},
		"card":                    {title + `<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ada Example">`, ``, []string{"Ada Example"}},
		"card of something else":  {title + `<meta name="twitter:label1" content="Est. reading time"><meta name="twitter:data1" content="Ada Example">`, ``, nil},
		"label above":             {title, `<h3>Written by</h3><p>Ada Example</p>`, []string{"Ada Example"}},
		"label above no name":     {title, `<h3>Written by</h3><p>Ada Example is a writer</p>`, nil},
		"link in a line":          {title, `<p>By <a href="/ada">Ada Example</a> View in the paper of today and of all other days</p>`, []string{"Ada Example"}},
		"link in a sentence":      {title, `<p>By submitting this form you accept our <a href="/privacy">Privacy Policy</a></p>`, nil},
		"part beside a date":      {title, `<p>Ada Example | Senior Writer | July 2, 2026</p>`, []string{"Ada Example"}},
		"topic beside a date":     {title, `<p>Dec 26, 2025 • Ada Example in Local News</p>`, []string{"Ada Example"}},
		"date right before":       {title, `<p>03/01/2017 by Ada Example, captain</p>`, []string{"Ada Example"}},
		"round marks":             {title, `<p>by Ada Example ● December 23, 2025 ● 6 min read</p>`, []string{"Ada Example"}},
		"what was done":           {person("Recipe by Ada Example", "Posted byBen Sample", "and Cleo Specimen"), ``, []string{"Ada Example", "Ben Sample", "Cleo Specimen"}},
		"words of the page":       {person("Full Bio", "Learn More", "page.head.extra.author"), ``, nil},
		"role glued to the name":  {person("Ada Example", "Ada ExampleFounder at Example Lines"), ``, []string{"Ada Example"}},
		"who checked":             {title, `<p>Medically reviewed by Cleo Specimen</p><p>By Ada Example. Fact-checked by Ben Sample</p>`, []string{"Ada Example"}},
		"marked who checked":      {title, `<p class="byline">Edited by <a class="author" href="/c">Cleo Specimen</a></p><p class="byline">By <a class="author" href="/a">Ada Example</a></p>`, []string{"Ada Example"}},
		"shown beside stated":     {person("Cleo Specimen"), `<p>By Ada Example</p>`, []string{"Ada Example"}},
		"marked beside stated":    {person("c.specimen"), `<div class="author-info">Ada Example</div>`, []string{"Ada Example"}},
		"shown and stated":        {person("Ada M. Example"), `<p>By Ada Example, Harbour Weekly</p>`, []string{"Ada M. Example"}},
		"one of several stated":   {person("Ada Example"), `<p>Ada Example, Ben Sample &amp; Cleo Specimen</p>`, []string{"Ada Example", "Ben Sample", "Cleo Specimen"}},
		"row below the heading":   {title, `<p>Ada Example, Ben Sample</p><p>March 2, 2026 • 3 min read</p>`, []string{"Ada Example", "Ben Sample"}},
		"name and what she does":  {title, `<p>Ada Example</p><p>Senior Writer</p>`, []string{"Ada Example"}},
		"link to an author":       {title, `<div><a href="/blog/authors/ada-example?x=1">Ada Example</a></div>`, []string{"Ada Example"}},
		"link to a folder":        {title, `<div><a href="/blog/authors/">Ada Example</a></div>`, nil},
		"portrait":                {title, `</div><h3>Ada Example</h3><p>Ada Example is a writer in Selmouth who likes boats.</p><div>`, []string{"Ada Example"}},
		"user's name":             {title, `<p>by adaex | Mar 2, 2026</p>`, []string{"adaex"}},
		"office in a byline":      {title, `<p>by Harbour Marketing Team</p>`, []string{"Harbour Marketing Team"}},
		"marked as a name":        {title, `<div class="creator-name">Newsdesk</div>`, []string{"Newsdesk"}},
		"name glued to a date":    {title, `<div class="dateAndAuthor"><span class="small">Mar 2, 2026</span><span class="small">Ada Example</span></div>`, []string{"Ada Example"}},
		"title of an author":      {title, `<div class="author"><p class="author-name">Ada Example</p><p class="author-title">Research &amp; Development</p></div>`, []string{"Ada Example"}},
		"comment":                 {title, `<div class="comment-author">Cleo Specimen</div>`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, c.want, readMeta(t, metaPage(c.head, `<h1>Ferry runs again after storm</h1>`, c.below)).Authors)
		})
	}
}

func TestMetadataTimes(t *testing.T) {
	const title = `<title>Ferry runs again after storm</title>`
	for name, c := range map[string]struct{ head, below, published, modified string }{
		"meta":                    {title + `<meta property="article:published_time" content="2026-03-02T08:00:00Z"><meta property="article:modified_time" content="2026-03-02T09:00:00Z">`, ``, "2026-03-02T08:00:00Z", "2026-03-02T09:00:00Z"},
		"more exact elsewhere":    {title + `<meta itemprop="datePublished" content="2026-03-02"><meta name="date" content="2026-03-02T08:15:00+02:00">`, ``, "2026-03-02T08:15:00+02:00", ""},
		"time element":            {title, `<time datetime="2026-03-02T08:00:00+01:00">Monday</time>`, "2026-03-02T08:00:00+01:00", ""},
		"marked as changed":       {title, `<time class="updated" datetime="2026-03-03">3 March</time><time class="published" datetime="2026-03-02">2 March</time>`, "2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z"},
		"line":                    {title, `<p>Published: 2 March 2026, 08:00</p>`, "2026-03-02T08:00:00Z", ""},
		"inside a line":           {title, `<div>By Ada Example · March 2, 2026 · 4 min read</div>`, "2026-03-02T00:00:00Z", ""},
		"changed before":          {title + `<meta property="article:published_time" content="2026-03-02T08:00:00Z"><meta property="article:modified_time" content="2026-03-01T09:00:00Z">`, ``, "2026-03-02T08:00:00Z", ""},
		"changed only":            {title + `<meta property="article:modified_time" content="2026-03-02T09:00:00Z">`, ``, "2026-03-02T09:00:00Z", "2026-03-02T09:00:00Z"},
		"address":                 {title + `<link rel="canonical" href="https://gazette.example.com/2026/03/02/ferry">`, ``, "2026-03-02T00:00:00Z", ""},
		"not a date":              {title + `<meta name="date" content="yesterday"><meta property="article:published_time" content="0000-00-00">`, ``, "", ""},
		"glued to the name":       {title, `<div><span>2 March 2026</span><span>Ada Example</span></div>`, "2026-03-02T00:00:00Z", ""},
		"among other words":       {title, `<div>Ada Example ● March 2, 2026 ● Harbour ● 7 comments</div>`, "2026-03-02T00:00:00Z", ""},
		"two in a line":           {title, `<div>HarbourMARCH 2, 2026Updated: MARCH 4, 2026</div>`, "2026-03-02T00:00:00Z", "2026-03-04T00:00:00Z"},
		"shown before stated":     {title + `<meta property="article:published_time" content="2026-04-11T08:00:00Z">`, `<div>March 2, 2026</div>`, "2026-03-02T00:00:00Z", ""},
		"shown after stated":      {title + `<meta property="article:published_time" content="2026-02-11T08:00:00Z">`, `<div>March 2, 2026</div>`, "2026-02-11T08:00:00Z", ""},
		"shown in another zone":   {title + `<meta property="article:published_time" content="2026-03-02T02:00:00Z">`, `<div>March 1, 2026</div>`, "2026-03-02T02:00:00Z", ""},
		"the day before":          {title + `<meta property="article:published_time" content="2026-03-02T20:00:00Z">`, `<div>March 1, 2026</div>`, "2026-03-01T00:00:00Z", ""},
		"a day without zones":     {title + `<meta property="article:published_time" content="2026-03-02 08:00">`, `<div>March 1, 2026</div>`, "2026-03-01T00:00:00Z", ""},
		"received before":         {title + `<meta name="citation_publication_date" content="2026 Mar 2">`, `<div>Received 2025 Oct 12; Accepted 2026 Jan 7; Collection date 2026 Mar.</div>`, "2026-03-02T00:00:00Z", ""},
		"same in the local zone":  {title + `<meta property="article:published_time" content="2026-03-02T02:00:00Z">`, `<time datetime="2026-03-01T20:00:00-06:00">1 March</time>`, "2026-03-01T20:00:00-06:00", ""},
		"time of another article": {title, ``, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			a := readMeta(t, metaPage(c.head, `<h1>Ferry runs again after storm</h1>`, c.below))
			format := func(t time.Time) string {
				if t.IsZero() {
					return ""
				}
				return t.Format(time.RFC3339)
			}
			assert.Equal(t, c.published, format(a.Published))
			assert.Equal(t, c.modified, format(a.Modified))
		})
	}
}

// An article in a list of related ones is not the page's.
func TestMetadataOfRelatedArticle(t *testing.T) {
	a := readMeta(t, metaPage(`<title>Ferry runs again after storm</title><script type="application/ld+json">
		{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","headline":"Other story","author":"Cleo Specimen","datePublished":"2020-01-01"}]}
		</script>`, `<h1>Ferry runs again after storm</h1>`, ``))
	assert.Equal(t, "Ferry runs again after storm", a.Title)
	assert.Empty(t, a.Authors)
	assert.True(t, a.Published.IsZero())
}

func TestMetadataLanguage(t *testing.T) {
	page := strings.Replace(metaPage(`<meta property="og:locale" content="pt_BR">`, `<h1>Ferry runs again after storm</h1>`, ""), ` lang="en-GB"`, "", 1)
	assert.Equal(t, "pt-BR", readMeta(t, page).Language)
	assert.Equal(t, "https://gazette.example.com/x", readMeta(t, page, extract.WithURL("https://gazette.example.com/x")).URL)
	assert.Equal(t, "gazette.example.com", readMeta(t, page, extract.WithURL("https://gazette.example.com/x")).Site)
}

// A line that looked like the title before anything else was known is noise once
// the title is.
func TestMetadataOfOtherTitles(t *testing.T) {
	doc, err := extract.HTML(strings.NewReader(`<title>Ferry runs again after storm</title><div>Subscribers read the whole harbour news for less</div>` +
		metaPage("", `<h1>Ferry runs again after storm</h1>`, ``)))
	require.NoError(t, err)
	require.Equal(t, "Ferry runs again after storm", doc.Article.Title)
	for _, h := range doc.Article.Head {
		if h.Label == clean.Title {
			assert.Equal(t, "Ferry runs again after storm", h.Text)
		}
	}
	assert.True(t, slices.ContainsFunc(doc.Noise, func(n extract.Noise) bool { return strings.HasPrefix(n.Text, "Subscribers read") }))
	assert.True(t, slices.IsSortedFunc(doc.Noise, func(a, b extract.Noise) int { return a.Span.Start - b.Span.Start }))
}

// hostilePages have more of what states metadata than a page can mean.
func hostilePages(size int) map[string]string {
	long := strings.Repeat("ferry runs again after storm ", 1<<12)
	pages := make(map[string]string)
	for name, unit := range map[string]string{
		"meta":        `<meta name="author" content="Ada Example"><meta property="og:title" content="` + long[:900] + `">`,
		"headings":    `<h1>Ferry runs again</h1>`,
		"time":        `<p class="author date">By Ada <time datetime="x">1</time></p>`,
		"linked data": `<script type="application/ld+json">[{"@type":"NewsArticle","headline":"Ferry","author":{"@id":"a"}},{"@id":"a"}]</script>`,
	} {
		pages[name] = metaPage(`<title>`+long+`</title>`, ``, strings.Repeat(unit, size/len(unit)))
	}
	return pages
}

func TestMetadataOfHostilePages(t *testing.T) {
	for name, page := range hostilePages(1 << 18) {
		t.Run(name, func(t *testing.T) {
			a := readMeta(t, page)
			assert.LessOrEqual(t, len(a.Authors), 1)
			assert.Less(t, len(a.Title), 1025)
			assert.Contains(t, a.Text(), "The ferry crossed the sound")
		})
	}
}

// Time per byte should be the same at both sizes.
func BenchmarkMetadataOfHostilePages(b *testing.B) {
	for _, size := range []int{1 << 18, 1 << 21} {
		for name, page := range hostilePages(size) {
			b.Run(fmt.Sprintf("%s/%dKB", name, size>>10), func(b *testing.B) {
				b.SetBytes(int64(len(page)))
				for b.Loop() {
					_, err := extract.HTML(strings.NewReader(page))
					require.NoError(b, err)
				}
			})
		}
	}
}

// TestAddressOfSavedPages reads pages as programs that save them leave them.
func TestAddressOfSavedPages(t *testing.T) {
	const address = "https://gazette.example.com/news/ferry"
	for comment, want := range map[string]string{
		"<!-- saved from url=(0038)" + address + " -->":                                                                      address,
		"<!--\n Page saved with SingleFile \n url: " + address + " \n saved date: Mon Mar 02 2026 \n-->":                     address,
		"<!-- Mirrored from gazette.example.com/news/ferry by HTTrack Website Copier/3.x [XR&CO'2014], Mon, 02 Mar 2026 -->": "http://gazette.example.com/news/ferry",
		"<!-- saved from url=(0014)about:internet -->":                                                                       "",
	} {
		page := strings.Replace(metaPage("", "<h1>Ferry runs again</h1>", `<figure><img src="/f.jpg"><figcaption>The ferry at the quay.</figcaption></figure>`), "<head>", "<head>"+comment, 1)
		doc, err := extract.HTML(strings.NewReader(page))
		require.NoError(t, err)
		assert.Equal(t, want, doc.Source.URL, comment)
		assert.Equal(t, want, doc.Article.URL, comment)
		if want != "" {
			require.Len(t, doc.Captions, 1)
			assert.True(t, strings.HasSuffix(doc.Captions[0].Image.URL, "://gazette.example.com/f.jpg"), doc.Captions[0].Image.URL)
		}
	}
	doc, err := extract.HTML(strings.NewReader("<!-- saved from url=(0038)"+address+" -->"+metaPage("", "", "")), extract.WithURL("https://other.example/"))
	require.NoError(t, err)
	assert.Equal(t, "https://other.example/", doc.Source.URL)
}
