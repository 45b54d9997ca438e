"""HTML: what is shown becomes blocks, in order, each piece beside its place; what is not shown leaves nothing."""

from __future__ import annotations

import codecs
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.article import Article
from auditor.errors import SourceError
from auditor.formats import encode, format_of, read_article
from auditor.source import Source, decode
from tests.formats.reading import assert_sound, blocks, decoded, metadata, pieces, place, read, try_to_read

NAMES = st.sampled_from(
    "p div ul li dl dt dd h1 h2 blockquote section article main header footer aside nav b i span em a q table tr td th tbody"
    " caption pre figure figcaption script style title textarea head body html svg template button br hr img meta".split()
)
EXTRAS = st.sampled_from(
    [
        "",
        "",
        "",
        " hidden",
        ' aria-hidden="true"',
        " style='display: none'",
        ' href="x?a=1&amp;b"',
        " a=",
        ' "',
        " lang=ar",
        "/",
    ]
)
TAGS = st.one_of(
    st.builds("<{}{}>".format, NAMES, EXTRAS),
    st.builds("</{}>".format, NAMES),
    st.sampled_from(["<!--", "-->", "<!", "</", "<", "&"]),
)
TEXTS = st.sampled_from(
    [
        "Joulani said ",
        "caf&eacute;",
        "&nbsp;",
        "&#10;",
        "&amp;amp;",
        "&copy",
        "🕊",
        "الجولاني",
        "\n",
        "\r\n ",
        "  ",
        "x",
        '{"@type":"Article","author":',
    ]
)
SOUP = st.lists(st.one_of(TAGS, TEXTS, st.text(max_size=4)), max_size=40).map("".join)


def html(text: str) -> Article:
    article = read(text, "html")
    assert article.text == "\n\n".join(words for _, words in blocks(article))
    return article


def shown(text: str) -> list[tuple[str, str]]:
    return blocks(html(text))


def links(text: str) -> list[tuple[str, str, str]]:
    article = html(text)
    return [(article.text[k.start : k.end], k.address, text[k.address_start : k.address_end]) for k in article.links]


@given(SOUP)
def test_any_soup_is_read(text: str) -> None:
    article = try_to_read(text, "html")
    assert article is not None
    before = 0
    for segment in article.map.segments:
        assert segment.verbatim or segment.source_start < segment.source_end
        assert segment.source_start >= before or article.blocks[0].kind == "title"
        before = segment.source_end
    for block in article.blocks:
        assert block.kind == "code" or "\n\n" not in article.text[block.start : block.end]


@given(st.lists(st.text(alphabet="abc é🕊&<>\"'", min_size=1, max_size=12), min_size=1, max_size=6))
def test_words_written_are_words_read(paragraphs: list[str]) -> None:
    wanted = [p.strip() for p in paragraphs if p.strip()]
    source = Source("")
    text = "".join(f"<p>{encode('html', p, source, 0)}</p>" for p in paragraphs)
    assert [" ".join(w.split()) for _, w in shown(text)] == [" ".join(w.split()) for w in wanted]


def test_kinds_of_blocks() -> None:
    page = (
        "<h1>T</h1><h2>Head</h2><p>One</p><div>Two</div><address>Three</address><dl><dt>Term<dd>What</dl><ul><li>a<li><p>b</p></ul>"
        "<blockquote><p>said</p><ul><li>point</ul></blockquote><figure><img alt='no words'><figcaption>Under it</figcaption></figure>"
        "<pre>x\n y</pre><table><caption>C</caption><tr><th>k<td>v</table>End"
    )
    assert shown(page) == [
        ("title", "T"),
        ("heading", "Head"),
        *(("paragraph", w) for w in ("One", "Two", "Three")),
        *(("cell", w) for w in ("Term", "What")),
        ("item", "a"),
        ("item", "b"),
        ("quote", "said"),
        ("quote", "point"),
        ("caption", "Under it"),
        ("code", "x\n y"),
        ("caption", "C"),
        ("cell", "k"),
        ("cell", "v"),
        ("paragraph", "End"),
    ]
    assert [b.level for b in html("<h1>a</h1><h1>b</h1><h3>c</h3>").blocks] == [0, 1, 3]


def test_an_entity_and_a_tag_inside_words() -> None:
    article = html("<p>caf&eacute; <b>Jou</b>lani")
    assert article.text == "café Joulani"
    assert pieces(article, "Joulani") == [(18, 21), (25, 29)]
    assert decoded(article) == [("é", "&eacute;")]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a&ampb", "a&b"),
        ("&notit; &co &; & &#; &#x;", "¬it; &co &; & &#; &#x;"),
        ("&#65;&#x42;&#128;&#0;&#xD800;x", "AB€\ufffd\ufffdx"),
        ("&#99999999;x", "\ufffdx"),
        ("1 < 2 <3 a<", "1 < 2 <3 a<"),
        ("a&#10;&#10;b", "a  b"),
    ],
)
def test_entities_as_the_standard_reads_them(source: str, text: str) -> None:
    assert html(source).text == text


def test_line_ends_of_the_source_are_blanks_and_br_is_a_line_end() -> None:
    text = "<p>By Lina\r\n   Saad<br>\r\n  Translated by <i>Omar</i>\n Adel</p>"
    article = html(text)
    assert article.text == "By Lina Saad\nTranslated by Omar Adel"
    assert pieces(article, "Lina Saad") == [(6, 19)]
    assert place(article, "Adel") == (4, 2)


def test_two_br_in_a_row_part_paragraphs() -> None:
    assert shown("<div>One.<br>\n<br>Two.<br>Three.<br><br><br></div>") == [
        ("paragraph", "One."),
        ("paragraph", "Two.\nThree."),
    ]
    assert shown("<td>a<br><br>b") == [("cell", "a\nb")]


def test_blank_lines_in_a_paragraph_are_no_border() -> None:
    assert shown("<p>One\n\n\ntwo</p>") == [("paragraph", "One two")]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var a = '<p>no</p>'</script>",
        "<style>p { }</style>",
        "<template><p>no</p></template>",
        "<noscript><p>no</p></noscript>",
        "<nav><ul><li>no</ul></nav>",
        "<div role='navigation'>no</div>",
        "<!-- <p>no</p> -->",
        "<!doctype no>",
        "<?php no ?>",
        "<div hidden><div>no</div>no</div>",
        "<p hidden>no</p>",
        '<span aria-hidden="true">no<span>no</span></span>',
        "<div style='color: red; DISPLAY : none'>no</div>",
        '<b style="visibility:hidden">no</b>',
        "<svg><title>no</title><text>no</text></svg>",
        "<button>no</button>",
        "<dialog>no</dialog>",
        "<del>no</del>",
        "<textarea>no</textarea>",
        "<iframe>no</iframe>",
    ],
)
def test_what_is_not_shown_leaves_nothing(hidden: str) -> None:
    assert shown(f"<p>One</p>{hidden}<p>two</p>") == [("paragraph", "One"), ("paragraph", "two")]


def test_what_is_shown_though_it_looks_hidden() -> None:
    assert html("<p class=hidden data-hidden=1 aria-hidden=false style='display:block'>a</p>").text == "a"
    assert html("<body style='visibility:hidden'>a").text == "a"


def test_a_hidden_element_ends_where_the_standard_ends_it() -> None:
    assert html("<p hidden>no<p>yes").text == "yes"
    assert html("<h2>a<head><title>no</title>b").text == "no\n\nab"
    assert html("<html><head><meta></head>a<body>b</body>c</html>d").text == "a\n\nbcd"
    assert html("<ul><li hidden>no<li>yes</ul>").text == "yes"
    assert html("<div><span hidden>no</div>yes").text == "yes"
    assert html("<svg><path><p>yes").text == "yes"
    assert html("<table><tr><td hidden>no<td>yes</table>after").text == "yes\n\nafter"
    assert html("<table><td></div></p>in</table>out").text == "in\n\nout"


def test_one_article_is_the_body() -> None:
    page = (
        "<header>Site</header><p>Teaser</p><article><header><p>By A. Bek</p></header><p>Text</p><aside>Pulled</aside></article>"
        "<footer>Terms</footer>"
    )
    assert [w for _, w in shown(page)] == ["By A. Bek", "Text", "Pulled"]
    assert [w for _, w in shown(page.replace("article", "main"))] == ["By A. Bek", "Text", "Pulled"]


def test_without_article_and_main_everything_is_the_body() -> None:
    assert [w for _, w in shown("<header>By A. Bek</header><p>Text</p><footer>Translated by B</footer>")] == [
        "By A. Bek",
        "Text",
        "Translated by B",
    ]


def test_of_several_articles_none_is_chosen_but_furniture_is_left_out() -> None:
    page = "<header>Site</header><article><p>One</p></article><article><header>By</header><p>Two</p></article><footer>Terms</footer>"
    assert [w for _, w in shown(page)] == ["One", "By", "Two"]


def test_comments_are_articles_within_the_article() -> None:
    assert [w for _, w in shown("<article><p>Text</p><article><p>By a reader</p></article></article>")] == ["Text"]
    assert [w for _, w in shown("<article><article><p>Text</p></article></article>")] == ["Text"]


def test_a_headline_above_its_article() -> None:
    page = "<title>t</title><main><h1>Big</h1><p>By A. Bek</p><article><p>Text</p></article></main><p>More</p>"
    assert [w for _, w in shown(page)] == ["Big", "By A. Bek", "Text"]
    assert [w for _, w in shown("<p>x</p><h1>Big</h1><aside>no</aside><article><p>Text</p></article>")] == [
        "Big",
        "Text",
    ]
    site = "<title>Big</title><header><h1>The Site</h1></header><article><p>Text</p></article>"
    assert shown(site) == [("title", "Big"), ("paragraph", "Text")]


def test_the_title_of_the_page_is_the_title_where_no_headline_is() -> None:
    article = html("<html><head><title>A &amp; B\n C</title><body><p>x")
    assert blocks(article) == [("title", "A & B C"), ("paragraph", "x")]
    assert pieces(article, "B") == [(27, 28)]
    assert shown("<title>A</title><h1>B</h1>") == [("title", "B")]
    assert shown("<title>A</title><h1><img></h1>x") == [("title", "A"), ("paragraph", "x")]
    assert shown("<svg><title>A</title></svg>x") == [("paragraph", "x")]


def test_front_matter_of_a_site_generator() -> None:
    article = html("---\ntitle: Big\ntranslator: Omar\n---\n<h1>Other</h1><p>x")
    assert blocks(article) == [("title", "Big"), ("heading", "Other"), ("paragraph", "x")]
    assert metadata(article)[1] == ("translator", "Omar")
    assert article.body_start == 36


def test_links() -> None:
    text = """<p>See <a class=x href="https://e.example/?a=1&amp;b=2&copy=3">the
    <b>original</b></a>, <a href=/bare>bare</a> and <a name=n>none</a> <a href='#'></a>"""
    assert links(text) == [
        ("the original", "https://e.example/?a=1&b=2&copy=3", "https://e.example/?a=1&amp;b=2&copy=3"),
        ("bare", "/bare", "/bare"),
    ]
    assert links("<a href=x><h2>One</h2><p>two</p></a>three") == [("One", "x", "x"), ("two", "x", "x")]
    assert links("<a href=x>one<a href=y>two") == [("one", "x", "x"), ("two", "y", "y")]


def test_quotation_marks_that_browsers_add() -> None:
    assert html("He said <q>go</q>.").text == "He said “go”."


def test_encoding_and_suffixes() -> None:
    assert [format_of(p) for p in ("a.html", "b.HTM", "c.xhtml")] == ["html"] * 3
    article = read_article(decode(codecs.BOM_UTF16_LE + "<p>Überfall 🕊 x".encode("utf-16-le"), "a.html"), "html")
    assert_sound(article)
    assert pieces(article, "x")[0][0] == 14


def test_xhtml_closes_its_elements() -> None:
    text = '<?xml version="1.0"?><html><head><title/></head><body><div hidden="hidden"/><p>x</p></body></html>'
    assert html(text).text == "x"


def test_what_never_ends_is_a_problem() -> None:
    for text in ("<p>x<!-- y", "<p>x<script>y", "<p>x<a href='y", "<p>x</p"):
        article = html(text)
        assert article.text == "x"
        assert len(article.problems) == 1, text
    assert not html("<p>x<br><b>").problems


@pytest.mark.parametrize(
    ("words", "text", "at", "written"),
    [
        ("a < b & c", "<p>x</p>", 4, "a &lt; b &amp; c"),
        ('say "x"', "<p>x</p>", 4, 'say "x"'),
        ('say "x" & y', '<meta content="old">', 15, "say &quot;x&quot; &amp; y"),
        ("it's", "<p title='old'>", 11, "it&#x27;s"),
        ("a\nb", "<p>x</p>", 4, "a<br>b"),
        ("a\nb", "<pre>x</pre>", 6, "a\nb"),
        ("x", "<script>y</script>", 9, None),
        ("x", "<style>y</style>", 8, None),
        ("x", "<p class=y>z", 4, None),
        ("x", "<p class=y>z", 10, None),
        ("x", "a<!-- y -->b", 5, None),
        ("x", "a&eacute;b", 3, None),
        ("a\n\nb", "<p>x</p>", 4, None),
        ("a\nb", '<p title="old">', 12, None),
        ("x & y", "<title>t</title>", 8, "x &amp; y"),
        ("x", "<p>a</p>", 6, None),
        ("x", "a<b>c</b>", 1, "x"),
        ("x", "<!-- a", 5, None),
    ],
)
def test_words_as_they_are_written(words: str, text: str, at: int, written: str | None) -> None:
    assert encode("html", words, Source(text), at) == written


def test_too_deep_nesting_is_refused() -> None:
    with pytest.raises(SourceError, match="nested too deeply"):
        read("<div>" * 5000, "html")
    assert html("<b>" * 5000 + "<p>" * 5000 + "x").text == "x"


@pytest.mark.parametrize(
    "part",
    ["<", "<!--", "&", "&amp", "&nbsp;", "<a ", '<a href="', "<![CDATA[", "<p>", "</p>", "</li>", "<script>", " ", "\n ", "x<br><br>",
     "<article><p>x</p></article>", "<h1>x", "<a =", "<a x=", "<p hidden>", "<td>", "<title>", "<meta name=a content=b>", "&a", "<div hidden></div>",
     '<script type="application/ld+json">{"@type":"Article"}</script>'],
)  # fmt: skip
def test_time_grows_with_the_text_and_no_faster(part: str) -> None:
    text = part * (300_000 // len(part))
    start = time.process_time()
    read_article(Source(text, "a.html"), "html")
    assert time.process_time() - start < 10
