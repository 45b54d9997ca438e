"""Markdown at its edges: faults of the parser, what is no Markdown, HTML, the addresses of links."""

from __future__ import annotations

import pytest

from auditor.errors import SourceError
from auditor.formats import read_article
from auditor.source import Source
from tests.formats.reading import (
    assert_sound,
    blocks,
    decoded,
    links,
    markdown,
    only,
    pieces,
    place,
    texts,
)


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
