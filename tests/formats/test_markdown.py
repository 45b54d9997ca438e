"""Markdown: what a reader reads, block by block, each piece beside its place in the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.article import Article
from auditor.errors import SourceError
from auditor.formats import encode, read_article
from auditor.source import Source, decode
from tests.formats.reading import assert_sound, blocks, markdown, pieces, place, read, try_to_read

SIGNS = st.sampled_from([
    "# ", "## ", "> ", "- ", "1. ", "    ", "\t", "\n", "\n", "\n\n", "\r\n", "\r", "*", "**", "_", "~~", "`", "```", "~~~", "[", "]", "(",
    ")", "](", "][", "[a]: u\n", "[b]: <x y> 't'\n", "[^1]", "[^1]: ", "![", "![x](y)", "<", "<b>", "</b>", "<br>", "<a href='q'>", "</a>",
    "<!-- ", "-->", "<div>", "</div>", "<pre>", "</pre>", "<script>", "<p>", "<li>", "&amp;", "&eacute;", "&#x80;", "&#0;", "&x;", "\\",
    "\\*", "\\|", "|", "|-|", "---", "===", "+++", "{{< x >}}", "{% y %}", "{/* c */}", "{{v}}", "{: .c}", "import x from 'y'\n",
    "[#]: a: (b)\n", "https://a.b/c", "www.x.de", "é", "中文", "，", "🕊", "\u00ad", "\u200b", "\ufeff", "\u2028", "\x85", "\x0c", "\xa0",
    "\ue000", "\x00", "\ud800", "Joulani", "said", " ", "  ", ".", ":", "'", '"', "{% highlight x %}\n", "{% endhighlight %}\n", "<!",
])  # fmt: skip
TEXTS = st.lists(st.one_of(SIGNS, st.text(max_size=3)), max_size=25).map("".join)

ARTICLE = """---
title: A town falls
---
# Town *falls* at dawn

> 作者：[Lina](https://a.b/lina)
> 译者：Omar 🕊

Two drivers saw it &amp; **left**,
they said [here][r].

- one
- two `code`

| who | when |
|-----|------|
| a \\| b | *dawn* |

![a column](c.jpg)
*Photo: Mona*

```
x = 1
```

[r]: https://a.b/r
"""


def texts(source: str, kind: str = "") -> list[str]:
    return [words for k, words in blocks(markdown(source)) if k == kind or not kind]


def only(source: str) -> str:
    (words,) = texts(source)
    return words


def links(source: str) -> list[tuple[str, str, str]]:
    """Words, address, and what stands at the address's place."""
    article = markdown(source)
    return [(article.text[k.start : k.end], k.address, source[k.address_start : k.address_end]) for k in article.links]


def decoded(article: Article) -> list[tuple[str, str]]:
    """Words and source of the segments that are not verbatim."""
    source = article.source.text
    return [
        (article.text[s.start : s.end], source[s.source_start : s.source_end])
        for s in article.map.segments
        if not s.verbatim
    ]


@given(TEXTS)
def test_any_text_is_read(text: str) -> None:
    try_to_read(text, "markdown")


@given(TEXTS)
def test_line_ends_make_no_difference(text: str) -> None:
    unix = text.replace("\r", "\n")
    article = try_to_read(unix, "markdown")
    for end in ("\r\n", "\r"):
        other = try_to_read(unix.replace("\n", end), "markdown")
        assert (article and blocks(article)) == (other and [(k, w.replace("\r\n", "\n")) for k, w in blocks(other)])


@given(st.permutations(ARTICLE.split("\n\n")), st.sampled_from(["\n", "\r\n", "\r"]))
def test_segments_follow_the_source_and_nothing_is_lost(parts: list[str], end: str) -> None:
    text = "\n\n".join(parts).replace("\n", end)
    article = markdown(text)
    body = [s for s in article.map.segments if s.source_start >= article.body_start]
    assert all(a.source_end <= b.source_start for a, b in zip(body, body[1:], strict=False))
    assert {w for w, _ in decoded(article)} <= {"&", "|", "\n"}
    for words in ("Lina", "Omar", "drivers", "dawn", "a column", "Photo: Mona", "x = 1"):
        for found in pieces(article, words):
            assert text[slice(*found)] == words


class TestBlocks:
    def test_kinds_in_order(self) -> None:
        assert blocks(markdown(ARTICLE)) == [
            ("title", "A town falls"),
            ("heading", "Town falls at dawn"),
            ("quote", "作者：Lina\n译者：Omar 🕊"),
            ("paragraph", "Two drivers saw it & left,\nthey said here."),
            ("item", "one"),
            ("item", "two code"),
            ("cell", "who"),
            ("cell", "when"),
            ("cell", "a | b"),
            ("cell", "dawn"),
            ("caption", "a column"),
            ("caption", "Photo: Mona"),
            ("code", "x = 1"),
        ]

    def test_title_and_standfirst_come_first(self) -> None:
        article = markdown('---\nsummary: "S&T"\nheadline: |\n  A\n  B\nparams: {title: no}\ntitle:\n---\nText')
        assert blocks(article) == [("title", "A\nB"), ("standfirst", "S&T"), ("paragraph", "Text")]
        assert decoded(article) == [("A\nB", "|\n  A\n  B")]

    def test_levels(self) -> None:
        article = markdown("# A #\n\nB\n---\n\n###### C\n\n####### D")
        assert [(b.kind, b.level) for b in article.blocks] == [
            ("heading", 1),
            ("heading", 2),
            ("heading", 6),
            ("paragraph", 0),
        ]

    def test_nesting(self) -> None:
        assert blocks(markdown("- a\n\n  b\n\n  > c\n  > - d\n\n1. e\n   ```\n   f\n   ```\n\n- [ ] g\n- # h")) == [
            ("item", "a"), ("item", "b"), ("quote", "c"), ("quote", "d"), ("item", "e"), ("code", "f"), ("item", "g"), ("heading", "h"),
        ]  # fmt: skip

    def test_credit_lines_of_a_quotation_stay_lines(self) -> None:
        source = "> * 原文作者：[Lina](https://a.b/x)\n> * 译者：Omar\n\nvia: https://a.b/c\n作者：[Lina][a] 译者：[Omar](https://o.m)\n\n[a]: https://l.s\n"
        assert texts(source) == ["原文作者：Lina", "译者：Omar", "via: https://a.b/c\n作者：Lina 译者：Omar"]
        assert [address for _, address, _ in links(source)] == [
            "https://a.b/x",
            "https://a.b/c",
            "https://l.s",
            "https://o.m",
        ]

    @pytest.mark.parametrize("hard", ["  \n", "\\\n", "<br>", "<br />\n", "\n", "  \r\n", "\r"])
    def test_line_breaks(self, hard: str) -> None:
        assert only(f"By Lina{hard}translated by Omar") == "By Lina\ntranslated by Omar"

    def test_a_hard_break_is_never_mended(self) -> None:
        article = markdown("translated  \nby Omar")
        assert not article.map.is_verbatim(0, len(article.text))
        assert markdown("translated\nby Omar").map.is_verbatim(0, len(article.text))

    @pytest.mark.parametrize(
        ("source", "expected"),
        [
            ("![A column](x.jpg)", ["A column"]),
            ("[![A column](x.jpg)](y)", ["A column"]),
            ("![](x.jpg)\n\n*Photo: Mona*", ["Photo: Mona"]),
            ("![A](x)\n![B](y)\n\n*C* \n", ["A", "B", "C"]),
            ("*Not a caption*", []),
            ("![](x)\n\n**A lead**", []),
            ("![](x)\n\nText\n\n*Mona*", []),
            ("Text ![A](x)", []),
        ],
    )
    def test_captions(self, source: str, expected: list[str]) -> None:
        assert texts(source, "caption") == expected

    def test_pictures_in_running_text_are_not_read(self) -> None:
        assert only("He ![smile *x*](s.png) left.") == "He  left."

    def test_code(self) -> None:
        source = "```py\na = 1\n\n  b\n```\n\n    c\n     d\n\n> ~~~\n> e\n>  f\n> ~~~\n\n- x\n\n      g\n"
        assert texts(source, "code") == ["a = 1\n\n  b", "c\n d", "e\n f", "g"]
        assert markdown("```\n```\n\n~~~\nopen").text == "open"

    def test_tabs_in_code(self) -> None:
        assert texts("-\t\tcode\n\n>\t\tmore\n", "code") == ["code", "more"]

    def test_footnotes_are_paragraphs_where_they_stand(self) -> None:
        source = "He left.[^1] And[^2].\n\n[^1]: A *note*\n    of two lines.\n\n[^3]: Not referred to.\n\nEnd."
        assert blocks(markdown(source)) == [
            ("paragraph", "He left. And[^2]."),
            ("paragraph", "A note\nof two lines."),
            ("paragraph", "Not referred to."),
            ("paragraph", "End."),
        ]

    def test_definitions_leave_no_text(self) -> None:
        assert markdown("[a]: https://a.b\n[b]: <c d> 'title'\n[e]:\n  f\n").text == ""

    def test_empty_texts(self) -> None:
        for source in ("", "\n", " \n\t\n", "***", "<!-- x -->", "&nbsp;", "![](x)", "[a]: b", "- ", ">"):
            assert markdown(source).blocks == ()


class TestInline:
    def test_markup_inside_a_word(self) -> None:
        article = markdown("al-**Jou**lani left.")
        assert article.text == "al-Joulani left."
        assert pieces(article, "Joulani") == [(5, 8), (10, 14)]
        assert place(article, "al-Joulani") == (1, 1)
        assert not article.map.is_verbatim(0, 10)

    def test_the_column_comes_from_the_source(self) -> None:
        assert place(markdown("Some *bold* and [link](x) Joulani"), "Joulani") == (1, 27)

    def test_a_repeat_earlier_in_the_file_does_not_take_the_place(self) -> None:
        article = markdown("“Joulani spoke,” they said.\n\nLater Joulani left.")
        assert place(article, "Joulani", 1) == (3, 7)

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_line_ends(self, end: str) -> None:
        article = markdown(f"A.{end}B Joulani.{end}{end}> C{end}> *D{end}> Joulani*{end}")
        assert [place(article, "Joulani", n) for n in (0, 1)] == [(2, 3), (6, 3)]
        assert article.text == "A.\nB Joulani.\n\nC\nD\nJoulani"

    def test_crlf_offsets(self) -> None:
        assert pieces(markdown("A.\r\nB Joulani.\r\n"), "Joulani") == [(6, 13)]

    def test_emoji_and_byte_order_mark(self) -> None:
        article = read(decode(b"\xef\xbb\xbf" + "🕊🕊 *Joulani* said.".encode()).text, "markdown")
        start = pieces(article, "Joulani")[0][0]
        assert article.source.position(start) == (1, 5)
        assert article.source.utf8_column(start) == 11
        assert article.source.utf16_column(start) == 6

    def test_signs_without_width_count(self) -> None:
        assert pieces(markdown("*x* Jou\u00adlani"), "Jou\u00adlani") == [(4, 12)]
        assert place(markdown("*İ* Straße: Joulani"), "Joulani") == (1, 13)
        assert place(markdown("a\u2028*b*\x85c\x0cJoulani"), "Joulani") == (1, 9)

    @pytest.mark.parametrize(
        ("source", "words", "coded"),
        [
            ("Jo&amp;Co", "Jo&Co", [("&", "&amp;")]),
            (
                "caf&eacute; &#x41;&#66;&nbsp;c",
                "café AB\xa0c",
                [("é", "&eacute;"), ("A", "&#x41;"), ("B", "&#66;"), ("\xa0", "&nbsp;")],
            ),
            ("a\\*b\\*", "a*b*", [("*", "\\*"), ("*", "\\*")]),
            ("\\*a", "*a", [("*", "\\*")]),
            ("a &nosuch; \\é &#0; &#x80;", "a &nosuch; \\é \ufffd \x80", [("\ufffd", "&#0;"), ("\x80", "&#x80;")]),
            ("&ngE;x", "≧̸x", [("≧̸", "&ngE;")]),
        ],
    )
    def test_entities_and_escapes_are_decoded_one_by_one(
        self, source: str, words: str, coded: list[tuple[str, str]]
    ) -> None:
        article = markdown(source)
        assert article.text == words
        assert decoded(article) == coded

    @pytest.mark.parametrize(
        ("source", "words"),
        [
            ("a `b c` d", "a b c d"),
            ("a `` ` `` d", "a ` d"),
            ("a `b\nc` d", "a b c d"),
            ("> a `b\n> c` d", "a b c d"),
            ("a `b\r\n  c` d", "a b c d"),
            ("a `b\\|c` d", "a b\\|c d"),
        ],
    )
    def test_code_spans(self, source: str, words: str) -> None:
        article = markdown(source)
        assert article.text == words
        assert pieces(article, " d")[0][1] == len(source)

    def test_emphasis_between_letters_of_scripts_without_spaces(self) -> None:
        assert only("**译者：**张三 ~~x~~ *a*b") == "译者：张三 x ab"

    def test_cells_with_escaped_pipes(self) -> None:
        source = "| a \\| `b \\| c` *dawn* |\n|---|\n| x \\| [y](u\\|v) z |\n"
        article = markdown(source)
        assert texts(source) == ["a | b | c dawn", "x | y z"]
        for words in ("dawn", "y", "z"):
            assert [source[slice(*p)] for p in pieces(article, words)] == [words]
        assert links(source) == [("y", "u|v", "u\\|v")]


class TestFaultsOfTheParser:
    @pytest.mark.parametrize(
        "source",
        [
            "[b]: u\n[12]: v 'title'\nJoulani *left* [b] and\nmore Joulani.",
            "> [b]: u\n> Joulani *left* [b] and\n> more Joulani.",
            "- [b]: u\n  Joulani *left* [b] and\n  more Joulani.",
            "[b]: u\nJoulani *left* [b] and\nmore Joulani.\n===",
            "[a][b\nc] Joulani *left* [b c] and\nmore Joulani.\n\n[b c]: u",
            "> [a][b\n> c] Joulani *left* and\n> more Joulani.\n\n[b c]: u",
            "[a](u\n'title') Joulani *left* and\nmore Joulani.",
            "[a](\nu) Joulani *left* and\nmore Joulani.",
        ],
    )
    @pytest.mark.parametrize("end", ["\n", "\r\n"])
    def test_words_keep_their_places(self, source: str, end: str) -> None:
        source = source.replace("\n", end)
        article = markdown(source)
        first = source.index("Joulani")
        second = source.index("Joulani", first + 1)
        assert pieces(article, "Joulani") == [(first, first + 7)]
        assert pieces(article, "left") == [(source.index("left"), source.index("left") + 4)]
        assert pieces(article, "Joulani", 1) == [(second, second + 7)]
        assert {w for w, _ in decoded(article)} <= {"\n"}
        assert all(address in ("u", "v") for _, address, _ in links(source))
        assert all(stands == address for _, address, stands in links(source) if not source.startswith("[a](\r"))

    @pytest.mark.parametrize(
        "source",
        [
            "> " * 50_000 + "x",
            "*a " * 40_000 + "x" + " b*" * 40_000,
            "*" * 50_000 + "x" + "*" * 50_000,
            "![" * 40_000 + "x" + "](a)" * 40_000,
            "\n".join("  " * n + "- x" for n in range(1500)),
        ],
    )
    def test_deep_nesting_is_refused(self, source: str) -> None:
        with pytest.raises(SourceError, match="nested too deeply"):
            read_article(Source(source, "a.md"), "markdown")

    @pytest.mark.parametrize(
        "source",
        [
            "-" * 5000,
            "*" * 5000,
            "_" * 5000 + "\n",
            "**bold** and *more*, " * 1000,
            "- **a** _b_\n" * 1000,
            "| **a** | *b* |\n|--|--|\n" + "| **c** | *d* |\n" * 500,
            "> quoted\n" * 1000,
            "<b>x</b> " * 1000,
            " " * 3000 + "\n",
            "* * *\n" * 1000,
            "snake_case_words " * 1000,
        ],
    )
    def test_long_texts_are_not(self, source: str) -> None:
        assert_sound(read_article(Source(source), "markdown"))


class TestWhatIsNoMarkdown:
    @pytest.mark.parametrize(
        ("source", "words"),
        [
            ("{/* note */}See [x](https://e.example)", ["See x"]),
            ("{{< lead >}}Joulani left.{{< /lead >}}", ["Joulani left."]),
            ("a {{% b \"c\" %}} d", ["a  d"]),
            ("Text\n{{< figure\n src=\"x\" >}}\nmore", ["Text", "more"]),
            ("- {% x %} one\n- two {: .c}", ["one", "two"]),
            ("{% if a %}\nText\n{% endif %}", ["Text"]),
            ("{% comment %}\nhidden\n\nwords\n{% endcomment %}\nText", ["Text"]),
            ("{% highlight ruby %}\nx\n{% endhighlight %}\n\nText", ["x", "Text"]),
            ("import X from './x'\nexport const y = {\n  a: 1\n}\n\nText", ["Text"]),
            ("import duties rose.\n\nexport of grain fell.", ["import duties rose.", "export of grain fell."]),
            ("# Head {#id}\n\nText\n{: .note}", ["Head", "Text"]),
            ("Dear {{name}}, %s and %NAME% and {x}", ["Dear {{name}}, %s and %NAME% and {x}"]),
            ("```\nimport x from 'y'\n{/* c */} {% z %}\n```", ["import x from 'y'\n{/* c */} {% z %}"]),
            ("a <!-- hidden --> b\n\n<!--\nhidden\n\nhidden --> c", ["a  b", "c"]),
            ("a {{< unclosed b", ["a {{< unclosed b"]),
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("end", ["\n", "\r\n"])
    def test_what_readers_see(self, source: str, words: list[str], end: str) -> None:
        assert [w.replace("\r\n", "\n") for w in texts(source.replace("\n", end))] == words

    def test_offsets_stay(self) -> None:
        article = markdown("{/* note */}See [x](https://e.example)\nthen {{< y >}} Joulani\n\n- {% a %} *Joulani*")
        assert [place(article, "Joulani", n) for n in (0, 1)] == [(2, 16), (4, 12)]
        assert not decoded(article)

    def test_a_template_may_be_an_address(self) -> None:
        assert links("[x]({% link a.md %})") == [("x", "{% link a.md %}", "{% link a.md %}")]


class TestHtml:
    def test_words_between_tags(self) -> None:
        source = "<p>caf&eacute; <b>Jou</b>lani"
        article = markdown(source)
        assert article.text == "café Joulani"
        assert pieces(article, "Joulani") == [(18, 21), (25, 29)]
        assert decoded(article) == [("é", "&eacute;")]

    def test_blocks(self) -> None:
        source = (
            "<div class='x'>\n <h2>Head</h2>\n <p>One<br>\n   two</p>plain\n<ul><li>item</ul>\n<blockquote><p>said</p></blockquote>\n"
            "<script>var a = '<p>';</script><style>p {}</style>\n<figure><img alt='no'><figcaption>Photo</figcaption></figure>\n"
            "<table><tr><td>a<td>b</table>\n</div>"
        )
        assert blocks(markdown(source)) == [
            ("heading", "Head"), ("paragraph", "One\ntwo"), ("paragraph", "plain"), ("item", "item"), ("quote", "said"),
            ("caption", "Photo"), ("cell", "a"), ("cell", "b"),
        ]  # fmt: skip

    def test_pre_keeps_its_lines(self) -> None:
        assert blocks(markdown("<pre>\na\n\n  b &lt;\n</pre>")) == [("code", "a\n\n  b <")]

    def test_in_a_quotation(self) -> None:
        source = "> <div>\n> a <i>b</i>\n> c\n> </div>\n"
        assert blocks(markdown(source)) == [("quote", "a b\nc")]
        assert place(markdown(source), "c") == (3, 3)

    def test_inline_tags_leave_their_words(self) -> None:
        assert only("a <span class='x'>b</span> <u>c</u>") == "a b c"

    def test_links(self) -> None:
        source = "By <a class=c href=\"https://a.b/?x&amp;y\">Lina</a>\n\n<p>and <a href='o'>Omar</a></p>"
        assert links(source) == [("Lina", "https://a.b/?x&y", "https://a.b/?x&amp;y"), ("Omar", "o", "o")]


class TestLinks:
    @pytest.mark.parametrize(
        ("source", "expected"),
        [
            ("a [b *c*](https://d.e/f_(g) 'title') h", ("b c", "https://d.e/f_(g)", "https://d.e/f_(g)")),
            ("[b](<d e>)", ("b", "d e", "d e")),
            ("[b]( d&amp;e )", ("b", "d&e", "d&amp;e")),
            ("[b](d\\_e)", ("b", "d_e", "d\\_e")),
            ("[b]()", ("b", "", "")),
            ("a [](x)", ("", "x", "x")),
            ("see https://d.e/f.", ("https://d.e/f", "https://d.e/f", "https://d.e/f")),
            ("见 https://d.e/f，下文", ("https://d.e/f", "https://d.e/f", "https://d.e/f")),
            ("www.d.e", ("www.d.e", "http://www.d.e", "www.d.e")),
            ("a@b.de", ("a@b.de", "mailto:a@b.de", "a@b.de")),
            ("<https://d.e>", ("https://d.e", "https://d.e", "https://d.e")),
            ("[b][Ref  X]\n\n[ref x]: <u> 't'", ("b", "u", "u")),
            ("[ref]\n\n- [Ref]: u", ("ref", "u", "u")),
            ("[ref][]\n\n```\n[ref]: w\n```\n\n[ref]: u", ("ref", "u", "u")),
        ],
    )
    def test_addresses(self, source: str, expected: tuple[str, str, str]) -> None:
        assert links(source) == [expected]

    def test_the_first_definition_counts(self) -> None:
        article = markdown("[a]\n\n[a]: u\n[a]: u\n")
        assert article.links[0].address_start == 10

    def test_ranges_are_in_the_text(self) -> None:
        article = markdown("# T\n\n> 译者：[Omar](o) & [Lina](l)\n")
        assert [(article.text[k.start : k.end], k.address) for k in article.links] == [("Omar", "o"), ("Lina", "l")]


class TestWriting:
    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("al-Jolani", "al-Jolani"),
            ("Jolani’s (HTS) 5 * 3, a_b & Co: 10% #1", "Jolani’s (HTS) 5 * 3, a_b & Co: 10% #1"),
            ("[sic] a", "[sic] a"),
            ("*a* _b_ `c` <d>", "\\*a\\* \\_b\\_ \\`c\\` \\<d>"),
            ("[a](b) [^1]", "\\[a\\](b) \\[^1\\]"),
            ("&amp; \\* ~~x~~", "\\&amp; \\\\\\* \\~\\~x\\~\\~"),
            ("https://a.b/c_d?e=1&f=~g", "https://a.b/c_d?e=1&f=~g"),
            ("{{< x >}}", None),
        ],
    )
    def test_only_what_would_be_markup_is_escaped(self, words: str, expected: str | None) -> None:
        assert encode("markdown", words, Source("He said X there."), 8) == expected

    @pytest.mark.parametrize(
        "words", ["# a", "- a", "+ a", "* a", "1. a", "2) a", "> a", "---", "===", "~~~", "a\n- b"]
    )
    def test_the_beginning_of_a_line(self, words: str) -> None:
        source = "Text.\n\nX"
        written = encode("markdown", words, Source(source), 7)
        assert written is not None
        assert blocks(markdown(source.replace("X", written))) == [("paragraph", "Text."), ("paragraph", words)]
        assert encode("markdown", "1. a", Source("He X b"), 3) == "1. a"

    @pytest.mark.parametrize(
        "source",
        [
            "a `X` b",
            "```\nX\n```",
            "    X",
            "<pre>\nX\n</pre>",
            "a <b title='X'>",
            "<X@b.de>",
            "[#]: a: (X)\n",
            "{% X %}",
        ],
    )
    def test_nothing_is_written_into_code(self, source: str) -> None:
        assert encode("markdown", "Y", Source(source), source.index("X")) is None

    @pytest.mark.parametrize(
        "source",
        ["a X b", "X", "> X b", "- x X", "| X | y |\n|--|--|\n| z | w |", "**a X** x", "[a X](u)", "# X x", "# x X", "<div>\nX x\n</div>", "a\nX b",
         "a  \nX", "_X_y", "`c` X `d`", "a <b>X</b> c", "X\n\nz"],
    )  # fmt: skip
    @given(words=st.lists(st.sampled_from(
        ["*", "**", "_", "`", "[", "]", "(", ")", "](", "[^1]", "<", "<b>", ">", "&amp;", "\\", "|", "~~", "#", "# ", "- ", "1. ", "=", "---",
         ":", "x", "word", " ", " ", "'", "é", "中", "。", "a_b", "5", "{{x}}", "%s", "https://x.y/z "]), min_size=1, max_size=5).map("".join))  # fmt: skip
    def test_a_reader_reads_exactly_the_words(self, source: str, words: str) -> None:
        words = words.strip()
        written = encode("markdown", words, Source(source), source.index("X"))
        if words and written is not None:
            before, after = markdown(source), markdown(source.replace("X", written))
            assert blocks(after) == [(k, w.replace("X", words)) for k, w in blocks(before)]
