"""What HTML pages say of themselves: JSON-LD of every shape, meta tags, the language; and what follows for credits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.article import Value
from tests.conftest import run_auditor
from tests.formats.reading import metadata, read

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.floats(allow_nan=False)
    | st.text(max_size=5)
    | st.sampled_from(["Person", "#a", "Ann Lee"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "@id",
                    "@type",
                    "@graph",
                    "@value",
                    "@list",
                    "name",
                    "url",
                    "author",
                    "publisher",
                    "isBasedOn",
                    "roleName",
                    "inLanguage",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=25,
)


def ld(value: Any) -> str:
    return f'<script type="application/ld+json">{value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}</script>'


def said(text: str) -> list[tuple[str, str]]:
    return metadata(read(text, "html"))


def values(text: str) -> list[Value]:
    return list(read(text, "html").metadata)


@given(JSON, JSON)
def test_any_json_is_read(author: Any, other: Any) -> None:
    text = ld({"@type": "Article", "author": author, "publisher": other}) + ld([author, {"@graph": other}])
    for value in values(text):
        assert json.loads(f'"{text[value.start : value.end]}"') == value.text or value.key.endswith("name")


@given(st.text(alphabet='{}[]",:\\/*a1 \n<!-', max_size=60))
def test_broken_json_is_read_as_far_as_it_goes(text: str) -> None:
    page = ld('{"@type":"Article","author":"Ann",' + text)
    assert all(0 <= value.start <= value.end <= len(page) for value in read(page, "html").metadata)


def test_a_graph_of_several_nodes() -> None:
    text = (
        '{"@graph":[{"@type":"WebPage"},{"@type":["NewsArticle","Report"],"author":["A. Bek",{"@id":"#p"}]},'
        '{"@id":"#p","@type":"Person","name":"C. Dar"}]}'
    )
    assert said(ld(text)) == [("author.0", "A. Bek"), ("author.1.name", "C. Dar")]


def test_a_field_of_another_type() -> None:
    text = ld(
        '{"@type":"Article","publisher":{"name":["A","B"]},"author":5,"editor":[null,[["x"]],{"name":{"@value":"Q"}}],"headline":{}}'
    )
    assert said(text) == [
        ("publisher.name.0", "A"),
        ("publisher.name.1", "B"),
        ("editor.0", "x"),
        ("editor.1.name", "Q"),
    ]


def test_places_are_those_of_the_strings() -> None:
    text = "<p>é</p>" + ld(
        '{"@type":"Article", "author": {"name": "Jos\\u00e9 \\"P\\" R&eacute;"}, "headline":"Plain é"}'
    )
    name, headline = values(text)
    assert (name.text, text[name.start : name.end]) == ('José "P" Ré', 'Jos\\u00e9 \\"P\\" R&eacute;')
    assert text[name.key_start : name.key_end] == "name"
    assert (headline.text, text[headline.start : headline.end], headline.origin) == ("Plain é", "Plain é", "json-ld")


def test_several_scripts_and_references_between_them() -> None:
    text = ld([{"@type": "schema:NewsArticle", "author": {"@id": "#a"}, "publisher": {"@id": "#o"}}]) + ld(
        {
            "@type": "Organization",
            "@id": "#o",
            "name": "Gulf Desk",
            "employee": {"@id": "#a", "givenName": "Ann", "familyName": "Lee"},
        }
    )
    assert said(text) == [("author.name", "Ann Lee"), ("publisher.name", "Gulf Desk")]


def test_references_in_a_circle_end() -> None:
    assert said(ld({"@type": "Article", "@id": "#a", "author": {"@id": "#a"}, "name": "x"})) == [("author.name", "x")]
    read(
        ld(
            {
                "@type": "Article",
                "author": {"@id": "#r"},
                "x": {"@id": "#r", "@type": "Role", "author": [{"@id": "#r"}] * 3},
            }
        ),
        "html",
    )


def test_a_role_stands_between_article_and_person() -> None:
    role = {"@type": "Role", "roleName": "Translator", "contributor": {"@type": "Person", "name": "Omar Haddad"}}
    assert said(ld({"@type": "Article", "contributor": [role, {"name": "Else"}]})) == [
        ("translator.name", "Omar Haddad"),
        ("contributor.1.name", "Else"),
    ]


def test_the_work_that_was_translated() -> None:
    work = {
        "@type": "Article",
        "@id": "https://n.example/1",
        "headline": "H",
        "author": "A B",
        "publisher": {"name": "N"},
        "inLanguage": "ar",
    }
    assert said(
        ld({"@type": "Article", "inLanguage": {"name": "English", "alternateName": "en"}, "translationOfWork": work})
    ) == [
        ("inLanguage", "en"),
        ("translationOfWork.url", "https://n.example/1"),
        ("translationOfWork.headline", "H"),
        ("translationOfWork.author", "A B"),
        ("translationOfWork.publisher.name", "N"),
        ("translationOfWork.inLanguage", "ar"),
    ]


def test_only_the_article_counts() -> None:
    teaser = {"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "author": "Nobody Here"}]}
    other = {"@type": "NewsArticle", "headline": "Other", "author": "Someone Else"}
    mine = {"@type": "NewsArticle", "headline": "Mine", "author": "Ann Lee"}
    assert said(ld([teaser, mine, other, mine | {"author": "Bo Roy"}]))[1::2] == [
        ("author", "Ann Lee"),
        ("author", "Bo Roy"),
    ]
    assert said(ld({"@type": "WebPage", "mainEntity": mine})) == [("headline", "Mine"), ("author", "Ann Lee")]
    assert said(ld({"@type": "WebPage", "author": "Ann Lee"})) == [("author", "Ann Lee")]
    assert said(ld({"@type": "Organization", "name": "x", "author": "y"})) == []


def test_what_is_broken_is_said() -> None:
    article = read(ld('{"@type":"Article","author":"Ann Lee",}') + ld('{"a": "b'), "html")
    assert metadata(article) == [("author", "Ann Lee")]
    assert [p.message for p in article.problems] == ["this string is not closed"]
    assert said(ld('//<![CDATA[\n{"@type":"Article","author":"Ann Lee"}\n//]]>')) == [("author", "Ann Lee")]


def test_meta_tags_and_languages() -> None:
    text = (
        '<html lang="en-GB"><head><meta charset=utf-8><meta name="author" content="Lina &amp; Co"><META PROPERTY=og:site_name CONTENT=Desk>'
        '<meta http-equiv="content-language" content="en"><link rel="license" href="https://l.example/by"><meta content="x">'
        "<body><article lang=ar><p>x"
    )
    found = values(text)
    assert [(v.key, v.text) for v in found] == [
        ("lang", "ar"),
        ("lang", "en-GB"),
        ("author", "Lina & Co"),
        ("og:site_name", "Desk"),
        ("content-language", "en"),
        ("license", "https://l.example/by"),
    ]
    assert text[found[2].start : found[2].end] == "Lina &amp; Co"
    assert text[found[3].key_start : found[3].key_end] == "og:site_name"
    assert {v.origin for v in found} == {"meta"}


BODY = (
    "<p>The river rose again on Monday and the market of the old town stayed closed for the third day, traders and neighbours said in the"
    " square near the bridge. Nobody was hurt, and the schools will open tomorrow, the mayor said in a short statement.</p><p>Farmers along"
    " the banks have waited for the water since the spring, when the pumps failed and the fields of wheat went dry. The ministry sent"
    " engineers, who said that the work would take two weeks at least.</p>"
)
ORIGINAL = '<p>Translated from Arabic. Originally published in <a href="https://nahr.example/a">Al-Nahr</a>.</p>'


def page(data: Any = None, *, top: str = "<p>By Lina Saad</p>", tail: str = "", meta: str = "") -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><title>The river | Desk</title>{meta}{ld(data) if data else ""}</head><body><nav><a href="/">'
        f"By Home Page</a></nav><main><article><header><h1>The river is back</h1>{top}</header>\n{BODY}{tail}</article></main></body></html>"
    )


def news(**fields: Any) -> dict[str, Any]:
    return {"@context": "https://schema.org", "@type": "NewsArticle", **fields}


def credited(tmp_path: Path, text: str) -> tuple[dict[str, list[str]], bool]:
    path = tmp_path / "page.html"
    path.write_text(text, encoding="utf-8", newline="")
    told = run_auditor("explain", "--isolated", "--format", "json", path).json
    found: dict[str, list[str]] = {}
    for credit in told["credits"]:
        found.setdefault(credit["role"], []).append(credit["name"])
        assert credit["role"] == "original_link" or text[credit["start"] : credit["end"]] == credit["name"]
    return found, told["translated"]


def faults(tmp_path: Path, text: str) -> list[tuple[str, str, list[str]]]:
    """Code, words and related words of each ATT violation."""
    path = tmp_path / "page.html"
    path.write_text(text, encoding="utf-8", newline="")
    (file,) = run_auditor("check", "--isolated", "--format", "json", path).json["files"]

    def words(at: dict[str, Any]) -> str:
        return text[at["start"]["offset"] : at["end"]["offset"]]

    return [
        (v["code"], words(v), [words(r) for r in v["related"]])
        for v in file["violations"]
        if v["code"].startswith("ATT")
    ]


def test_a_translation_without_a_translator(tmp_path: Path) -> None:
    assert credited(tmp_path, page(tail=ORIGINAL))[1]
    assert [(c, w) for c, w, _ in faults(tmp_path, page(tail=ORIGINAL))] == [("ATT001", "Translated from Arabic")]


def test_a_translator_in_json_ld(tmp_path: Path) -> None:
    text = page(
        news(author={"name": "Lina Saad"}, translator=[{"@type": "Person", "name": "Omar Haddad"}]), tail=ORIGINAL
    )
    found, translated = credited(tmp_path, text)
    assert translated
    assert found["translator"] == ["Omar Haddad"]
    assert set(found["author"]) == {"Lina Saad"}
    assert not [f for f in faults(tmp_path, text) if f[0] == "ATT001"]


def test_a_translator_in_the_text(tmp_path: Path) -> None:
    text = page(
        top="<p>By Lina Saad<br>\n   Translated from Arabic by Omar Haddad</p>",
        tail=ORIGINAL.replace("Translated from Arabic. ", ""),
    )
    assert credited(tmp_path, text)[0]["translator"] == ["Omar Haddad"]
    assert faults(tmp_path, text) == []


def test_two_people_are_one_violation_at_both_places(tmp_path: Path) -> None:
    assert faults(tmp_path, page(news(author={"@type": "Person", "name": "Karim Aziz"}))) == [
        ("ATT005", "Lina Saad", ["Karim Aziz"])
    ]


def test_a_site_is_no_author_but_the_disagreement_is_said(tmp_path: Path) -> None:
    text = page(news(author={"@type": "Person", "name": "example.org"}))
    assert credited(tmp_path, text)[0]["author"] == ["Lina Saad"]
    assert faults(tmp_path, text) == [("ATT005", "Lina Saad", ["example.org"])]
    alone = page(news(author={"@type": "Person", "name": "example.org"}), top="")
    assert "author" not in credited(tmp_path, alone)[0]
    better = page(news(author=[{"name": "example.org"}, {"name": "Lina Saad"}]))
    assert faults(tmp_path, better) == []


def test_the_publication_in_the_authors_place_is_no_other_person(tmp_path: Path) -> None:
    assert faults(tmp_path, page(news(author={"name": "Amber Globe"}, publisher={"name": "Amber Globe"}))) == []


@pytest.mark.parametrize(
    "meta", ['<meta name="author" content="Lina Saad">', '<meta name="parsely-author" content="Lina Saad">']
)
def test_authors_in_meta_tags(tmp_path: Path, meta: str) -> None:
    found, translated = credited(
        tmp_path, page(top="", meta=meta + '<meta property="og:site_name" content="Gulf Desk">')
    )
    assert found == {"author": ["Lina Saad"], "publisher": ["Gulf Desk"]}
    assert not translated


def test_the_word_by_inside_names(tmp_path: Path) -> None:
    found, _ = credited(tmp_path, page(top="<p class=byline>By Abby Goodman, Bybars Kaya and Sobhy Nasser</p>"))
    assert found == {"author": ["Abby Goodman", "Bybars Kaya", "Sobhy Nasser"]}


def test_a_work_that_is_based_on_another_is_no_translation_for_that(tmp_path: Path) -> None:
    based = page(news(isBasedOn="https://n.example/a"))
    assert not credited(tmp_path, based)[1]
    found, translated = credited(
        tmp_path, page(news(translationOfWork={"url": "https://n.example/a", "inLanguage": "ar"}))
    )
    assert translated
    assert found["original_link"] == ["https://n.example/a"]
