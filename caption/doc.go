// Package caption reads the captions and credits of news pictures. It works on
// strings alone: text below a picture in, its text, its makers and what else it
// says out.
//
// [Parse] takes a caption apart, [ParseCredit] reads a line that is nothing but
// a credit, [ParseImageName] a line that is an image's file name, and
// [ParseDuration] one that is the length of a film. All four are strict: what
// could as well be an ordinary sentence, a headline or a name stays one.
//
// # What is recognised
//
//	form                                  example                                              read as
//	agency                                Reuters · 연합뉴스 · （Ｃ）共同通信社                canonical name in Agencies
//	name and agency, either order         Jo Doe/AFP · AP Photo/Jo Doe · Jo Doe—Getty Images   Creators and Agencies
//	chain                                 Jo Doe/TASS/dpa/picture alliance                     all of them, each once
//	via, for, courtesy of                 Jo Doe for Example News via Getty Images             all of them
//	brackets                              (Jo Doe/AP) · Jo Doe (Keystone) · （警視庁提供）     of every script
//	label                                 Foto: · Photo by · © · Bildquelle: · 写真： · صورة:  39 languages
//	suffix                                松田大地撮影 · 王小明 摄 · 박지훈 기자                  39 languages
//	separator                             text / AFP / JO DOE · text | Jo Doe/AP · text＝ロイター
//	after the last full stop              … am Montag. dpa · … in the park. Supplied
//	after a complete text                 … crosses the bridge on May 3, 2024 Jo Doe           a name, an outlet, a chain; see below
//	several                               … (Jo Doe/AP) Foto: Al Roe/dpa                       all of them; see Credit.Raw
//	supplied, handout, private            Supplied · Privat · Cedida · Aðsend                  KindHandout
//	archive, symbol                       FILE - … · (Archivbild) · (Symbolfoto)               KindFile, KindSymbol
//	screenshot, montage, generated        Screenshot: … · Montage · KI-generiert               KindScreenshot, KindComposite, KindAI
//	rights                                All rights reserved · CC BY-SA 4.0                   Notice
//	furniture                             [1/5] · hide caption · more > · opens new tab        dropped
//	doubled, glued                        Foto: Bild: dpa · …im RathausBild: Jo Doe/dpa        once
//	place and date                        …, Friday, Aug. 30, 2024, in Johnstown, Pa.          Place and Taken; the text keeps them
//	image name                            IMG_0042.JPG · GettyImages-123456789                 ImageName
//	frame grab                            market reopens walk pkg_00010115.jpg                 ImageName
//	duration                              0:46 · PT2M43S · T35S · 8 Minuten 15 Sekunden        time.Duration
//
// # Where the knowledge is
//
// Labels, status words, months and the like stand in words/, one file a
// language; agencies, outlets and their aliases in agencies/; given and family
// names in names/. They are read once, at the first call. A part of a credit
// that no file knows is a person when it has a given name, an initial or the
// shape of a name, an organisation when it has a word that only organisations
// have, and is otherwise reported among the agencies as it stands.
//
// # Names without a mark
//
// Captions often end with a name that belongs to them: "… tells the singer Jo
// Doe". One that nothing parts from the text is a credit only where the text is
// complete without it: behind a closing bracket, a date, the abbreviation of a
// state, a word that ends its clause, or a noun with its article or preposition
// that is none of those which names follow ("the singer", "dem Trainer"). In
// headlines, where most words begin large, no such name is looked for.
//
// All functions are safe for concurrent use, and take time linear in the size
// of their input.
package caption
