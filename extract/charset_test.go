package extract

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// charsetPages are short articles whose characters an encoding has.
var charsetPages = []struct {
	charset string // as found
	enc     encoding.Encoding
	named   bool // cannot be found, must be named
	text    string
}{
	{"windows-1252", charmap.Windows1252, false, "Le maire de Bréauville démissionne après la crue\n\nLa rivière a débordé à l’aube, et l’hôtel de ville a été évacué en moins d’une heure."},
	{"windows-1250", charmap.Windows1250, true, "Starosta Lhoty odstoupil\n\nŘeka se vylila z břehů už za svítání a příčinou byl ucpaný jez pod mostem."},
	{"windows-1251", charmap.Windows1251, false, "Мэр Заречного подал в отставку\n\nРека вышла из берегов на рассвете, и здание мэрии пришлось освободить меньше чем за час."},
	{"koi8-r", charmap.KOI8R, false, "Мэр Заречного подал в отставку\n\nРека вышла из берегов на рассвете, и здание мэрии пришлось освободить меньше чем за час."},
	{"shift_jis", japanese.ShiftJIS, false, "川沿いの町で市長が辞任\n\n夜明けに川があふれ、市役所は一時間もしないうちに空になった。市長は責任を認めた。"},
	{"euc-jp", japanese.EUCJP, false, "川沿いの町で市長が辞任\n\n夜明けに川があふれ、市役所は一時間もしないうちに空になった。市長は責任を認めた。"},
	{"iso-2022-jp", japanese.ISO2022JP, true, "川沿いの町で市長が辞任\n\n夜明けに川があふれ、市役所は一時間もしないうちに空になった。"},
	{"euc-kr", korean.EUCKR, false, "강변 마을 시장 사임\n\n새벽에 강이 넘쳐 시청은 한 시간도 안 되어 비워졌다. 시장은 책임을 인정했다."},
	{"gb18030", simplifiedchinese.GB18030, false, "河边小城市长辞职\n\n黎明时分河水漫过堤岸，不到一个小时，市政府大楼里的人就都撤了出来。市长承认了自己的责任，他说这是他的错。"},
	{"big5", traditionalchinese.Big5, false, "河邊小城市長辭職\n\n黎明時分河水漫過堤岸，不到一個小時，市政府大樓裡的人就都撤了出來。市長承認了自己的責任，他說這是他的錯。"},
	{"utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), false, "Mayor of Selmouth resigns 😀\n\nThe river rose at dawn, and the town hall was cleared in less than an hour."},
	{"utf-16be", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), false, "Mayor of Selmouth resigns 😀\n\nThe river rose at dawn, and the town hall was cleared in less than an hour."},
	{"utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), false, "Мэр Заречного подал в отставку\n\nРека вышла из берегов на рассвете, и здание мэрии пришлось освободить."},
	{"utf-8", unicode.UTF8BOM, false, "Мэр Заречного подал в отставку\n\nРека вышла из берегов на рассвете, и здание мэрии пришлось освободить."},
}

// TestCharsets reads pages in many encodings: the text is right, and the spans
// cut the same text out of the input's own bytes.
func TestCharsets(t *testing.T) {
	for _, page := range charsetPages {
		t.Run(page.charset, func(t *testing.T) {
			input, err := page.enc.NewEncoder().Bytes([]byte(page.text))
			require.NoError(t, err)
			var opts []Option
			if page.named {
				opts = append(opts, WithCharset(page.charset))
			}
			doc, err := Text(bytes.NewReader(input), opts...)
			require.NoError(t, err)
			assert.Equal(t, page.charset, doc.Source.Charset)
			assert.Equal(t, len(input), doc.Source.Bytes)
			title, body, _ := strings.Cut(page.text, "\n\n")
			assert.Equal(t, title, doc.Article.Title)
			assert.Equal(t, body, doc.Article.Text())
			require.Len(t, doc.Article.Head, 1)
			require.Len(t, doc.Article.Body, 1)
			cut := func(start, end int) string {
				enc := page.enc
				if bytes.HasPrefix(input, []byte{0xFF, 0xFE}) {
					enc = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
				}
				text, err := enc.NewDecoder().Bytes(input[start:end])
				require.NoError(t, err)
				return strings.TrimSpace(string(text))
			}
			if page.charset == "iso-2022-jp" {
				return // its spans begin in the middle of a shift state
			}
			assert.Equal(t, title, cut(doc.Article.Head[0].Span.Start, doc.Article.Head[0].Span.End))
			assert.Equal(t, body, cut(doc.Article.Body[0].Span.Start, doc.Article.Body[0].Span.End))
		})
	}
}

func TestBrokenUTF8(t *testing.T) {
	page := "Мэр Заречного подал в отставку\n\nРека вышла из берегов \xFF на рассвете, и здание мэрии освободили.\n\nВода ушла \xD0"
	doc, err := Text(strings.NewReader(page))
	require.NoError(t, err)
	assert.Equal(t, "utf-8", doc.Source.Charset)
	assert.Contains(t, doc.Article.Text(), "берегов \uFFFD на рассвете")
	span := doc.Article.Body[0].Span
	assert.Equal(t, "Река вышла из берегов \xFF на рассвете, и здание мэрии освободили.", page[span.Start:span.End])
	last := doc.Parts()[len(doc.Parts())-1]
	assert.Equal(t, len(page), last.Span.End)
}

func TestNamedCharset(t *testing.T) {
	_, err := Text(strings.NewReader("x"), WithCharset("klingon-8"))
	require.ErrorIs(t, err, ErrCharset)
	var charsetError *CharsetError
	require.True(t, errors.As(err, &charsetError))
	assert.Equal(t, "klingon-8", charsetError.Name)
	doc, err := Text(strings.NewReader("\xEF\xBB\xBFLe d\u00e9part\n"), WithCharset("windows-1252"))
	require.ErrorIs(t, err, ErrNoArticle)
	assert.Equal(t, "utf-8", doc.Source.Charset, "a byte order mark is believed before a name")
}
