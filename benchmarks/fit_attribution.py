"""Fit the weights of `rules/lexicons/attribution/` on articles with marked attributions (PolNeAR's form).

usage: fit_attribution.py TRAIN.jsonl.gz FOLDER    needs numpy, scipy and scikit-learn, which the project does not ship.
Each line of the data: {"text", "attributions": [{"source", "cue", "content": [[start, end], …]}]}. Four linear models:
cue hits, sentences (its cues scored by models that have not seen the article), ends of cues, sources. Same data, same file.
"""

from __future__ import annotations

import gzip
import json
import sys
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from auditor.analysis.cues import Context as CueContext
from auditor.analysis.cues import Cue, all_hits, context
from auditor.analysis.facts import Context, Facts
from auditor.analysis.spans import (
    LEAST_CHANCE,
    MAX_STEPS,
    Token,
    candidates,
    keep_facts,
    place,
    source_facts,
    span_of,
    step_facts,
    tokens,
)
from auditor.analysis.speech import NOTHING, Surroundings, best_of, sentence_facts
from auditor.analysis.weights import SpanWeights
from auditor.article import Article, Block, Segment, SourceMap
from auditor.rulebook import Rulebook, lexicon
from auditor.source import Source

CLOSED = """the a an this that these those his her its their our your my he she it they we i you who which what him them us me
himself herself itself themselves and or but nor so yet if when while as because though although until since than then
to of in on at by for from with about into over after before against under during between among through out up off down without within
is are was were be been being am has have had having do does did will would can could may might must should shall not no n't never
also just only even still already again once later now here there more most much very too all any some such one two other another own
how why where whether not's he's she's it's they're we're i'm isn't wasn't don't doesn't didn't won't wouldn't can't couldn't has n't
monday tuesday wednesday thursday friday saturday sunday reporters officials people sources source report reports statement
spokesman spokeswoman spokesperson officer director president minister group ministry agency monitor observatory activists residents"""
"""Words that count as themselves beside a cue; no names among them."""


MARKS = " \"',.;:-("
"""What does not count at the ends of a gold span."""
Gold = tuple[Facts, list[dict[str, Any]]]
Scored = tuple[int, int, str, float]
"""A hit: start, end, stance, chance."""


def article(text: str) -> Article:
    """Plain text as an article: each line a paragraph."""
    blocks, at = [], 0
    for line in text.splitlines(keepends=True):
        start, end = at + len(line) - len(line.lstrip()), at + len(line.rstrip())
        at += len(line)
        if end > start:
            blocks.append(Block("paragraph", start, end))
    return Article(Source(text), text, tuple(blocks), SourceMap([Segment(0, len(text), 0, len(text), True)]))


def load(path: Path) -> list[Gold]:
    """Facts and gold attributions of each article, the gold in view offsets."""
    rulebook = Rulebook(rules=())
    found = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            data = json.loads(line)
            facts = Facts(article(data["text"]), rulebook, Context())
            view = facts.folded.to_view
            gold = []
            for event in data["attributions"]:
                gold.append({k: [(view(s), view(e)) for s, e in event[k]] for k in ("source", "cue", "content")})
            found.append((facts, gold))
    return found


class Design:
    """Rows of named facts as a sparse matrix."""

    def __init__(self) -> None:
        self.names: dict[str, int] = {}
        self.rows: list[dict[str, float]] = []

    def add(self, row: dict[str, float]) -> None:
        """One more row."""
        for name in row:
            self.names.setdefault(name, len(self.names))
        self.rows.append(row)

    def matrix(self, rows: list[int] | None = None) -> csr_matrix:
        """The rows (or some of them) as a matrix."""
        chosen = self.rows if rows is None else [self.rows[n] for n in rows]
        data, indices, ends = [], [], [0]
        for row in chosen:
            for name, value in row.items():
                indices.append(self.names[name])
                data.append(value)
            ends.append(len(data))
        return csr_matrix((data, indices, ends), shape=(len(chosen), len(self.names)))


def fit(
    x: csr_matrix, y: np.ndarray, penalty: str, c: float, sure: np.ndarray | None = None
) -> tuple[np.ndarray, float]:
    """Weights and bias of a logistic regression."""
    model = LogisticRegression(
        l1_ratio=1.0 if penalty == "l1" else 0.0, C=c, solver="liblinear", max_iter=200, random_state=0
    )
    model.fit(x, y, sure)
    return model.coef_[0], float(model.intercept_[0])


def cue_row(of: CueContext) -> dict[str, float]:
    """A hit's facts by table and key, as `cues.score` looks them up."""
    row = {f"word\t{of.word}": 1.0, f"before\t{of.before}": 1.0, f"after\t{of.after}": 1.0}
    row[f"before_word\t{of.before} | {of.word}"] = 1.0
    row[f"word_after\t{of.word} | {of.after}"] = 1.0
    for name in ("that", "opens", "closed"):
        if getattr(of, name):
            row[f"cue\t{name}"] = 1.0
    return row


def fit_cues(articles: list[Gold], c: float) -> tuple[dict[str, float], list[list[Scored]]]:
    """Weights of the first step, and for each article its hits scored by a model that has not seen it."""
    design, labels, owners, hits = Design(), [], [], []
    closed = frozenset(CLOSED.split())
    for number, (facts, gold) in enumerate(articles):
        spans = sorted(span for event in gold for span in event["cue"])
        sentences, at = facts.sentences, facts.sentence_at
        for hit, stance in all_hits(facts):
            floor = sentences[max(0, at(hit.start))].start
            design.add(cue_row(context(facts.folded.low, facts.folded.plain, hit.start, hit.end, floor, closed)))
            labels.append(any(s < hit.end and e > hit.start for s, e in spans))
            owners.append(number)
            hits.append((hit.start, hit.end, stance))
    x, y = design.matrix(), np.array(labels, dtype=int)
    half = np.array(owners) % 2
    chances = np.zeros(len(y))
    for side in (0, 1):
        coefficients, bias = fit(x[half != side], y[half != side], "l1", c)
        chances[half == side] = 1 / (1 + np.exp(-(x[half == side] @ coefficients + bias)))
    coefficients, bias = fit(x, y, "l1", c)
    weights = {name: float(coefficients[n]) for name, n in design.names.items() if abs(coefficients[n]) >= 0.05}
    weights["cue\tbias"] = bias
    by_article: list[list[Scored]] = [[] for _ in articles]
    for owner, (start, end, stance), chance in zip(owners, hits, chances, strict=True):
        by_article[owner].append((start, end, stance, float(chance)))
    return weights, by_article


def fit_sentences(articles: list[Gold], chances: list[list[Scored]]) -> tuple[dict[str, float], dict[str, float]]:
    """Weights of the second step: for sentences attributed in any way, and for those that somebody reports."""
    design, labels, reported = Design(), [], []
    for (facts, gold), hits in zip(articles, chances, strict=True):
        where = Surroundings(facts.sentences)
        cues: list[list[Cue]] = [[] for _ in facts.sentences]
        for start, end, stance, chance in hits:
            cues[max(0, facts.sentence_at(start))].append(Cue(start, end, stance, 0.0, chance))
        best = [NOTHING, *map(best_of, cues), NOTHING]
        spans = [(span, is_reporting(facts, event)) for event in gold for kind in event.values() for span in kind]
        for number, sentence in enumerate(facts.sentences):
            design.add(sentence_facts(facts, where, number, *best[number : number + 3]))
            over = [report for (s, e), report in spans if s < sentence.end and e > sentence.start]
            labels.append(bool(over))
            reported.append(any(over))
    found = []
    for wanted in (labels, reported):
        # A sentence that only tells an attitude counts half against "reported".
        sure = np.array(
            [0.5 if one != two and wanted is reported else 1.0 for one, two in zip(labels, reported, strict=True)]
        )
        coefficients, bias = fit(design.matrix(), np.array(wanted, dtype=int), "l2", 1.0, sure)
        weights = {name: float(coefficients[n]) for name, n in design.names.items()}
        weights["bias"] += bias
        found.append(weights)
    return found[0], found[1]


def is_reporting(facts: Facts, event: dict[str, Any]) -> bool:
    """Whether an attribution reports words: its cue holds a reporting word or a colon, or its content is quoted."""
    words = lexicon("en")["reporting"]
    for start, end in event["cue"]:
        cue = facts.folded.low[start:end]
        if ":" in cue or any(word in words for word in cue.split()):
            return True
    return any('"' in facts.folded.low[start:end] for start, end in event["content"])


def stripped(facts: Facts, spans: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The outer range of spans without blanks and marks at its ends."""
    if not spans:
        return None
    low = facts.folded.low
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    while start < end and low[start] in MARKS:
        start += 1
    while end > start and low[end - 1] in MARKS:
        end -= 1
    return (start, end) if end > start else None


class Marked(NamedTuple):
    """A marked attribution with a listed word in its cue: the tokens of its sentence, and the cue's token range."""

    row: list[Token]
    head: str
    hit: tuple[int, int]
    cue: tuple[int, int]
    source: tuple[int, int] | None


def marked(articles: list[Gold]) -> Iterator[Marked]:
    """The marked attributions that the span models learn from."""
    closed = frozenset(CLOSED.split())
    for facts, gold in articles:
        low = facts.folded.low
        hits = [hit for hit, _ in all_hits(facts)]
        starts = [hit.start for hit in hits]
        for event in gold:
            cue = stripped(facts, event["cue"])
            if cue is None:
                continue
            inside = [h for h in hits[bisect_left(starts, cue[0]) : bisect_left(starts, cue[1])] if h.end <= cue[1]]
            if inside:
                hit = max(inside, key=lambda h: int(h.value))
                sentence = facts.sentences[facts.sentence_at(hit.start)]
                row = tokens(low, facts.folded.plain, sentence.start, sentence.end, closed)
                source = stripped(facts, event["source"])
                yield Marked(row, low[hit.start : hit.end], place(row, hit.start, hit.end), place(row, *cue), source)


def grown(of: Marked, design: Design, taken: list[bool]) -> tuple[int, int]:
    """Add the steps from a cue's head to its ends; the token range they lead to."""
    first, last = of.hit
    for side in ("left", "right"):
        for step in range(MAX_STEPS):
            at = first - 1 if side == "left" else last
            if not 0 <= at < len(of.row):
                break
            design.add(dict.fromkeys(step_facts(of.row, first, last, side, of.head, step), 1.0))
            taken.append(of.cue[0] <= at < of.cue[1])
            if not taken[-1]:
                break
            first, last = (first - 1, last) if side == "left" else (first, last + 1)
    return first, last


def fit_spans(articles: list[Gold], c: float) -> tuple[dict[str, float], dict[str, float]]:
    """Weights of the ends of cues and of the source ranking, learnt on cues that hold a listed word."""
    steps, ranked = Design(), Design()
    taken: list[bool] = []
    right: list[bool] = []
    for of in marked(articles):
        cue = grown(of, steps, taken)
        for start, end in candidates(of.row, *cue):
            ranked.add(dict.fromkeys(source_facts(of.row, start, end, cue, of.head), 1.0))
            right.append((of.row[start].start, of.row[end - 1].end) == of.source)
    found = []
    for design, labels in ((steps, taken), (ranked, right)):
        coefficients, bias = fit(design.matrix(), np.array(labels, dtype=int), "l1", c)
        weights = {name: float(coefficients[n]) for name, n in design.names.items() if abs(coefficients[n]) >= 0.1}
        for side in ("left", "right", "L", "R"):
            if side in design.names:
                weights[side] = weights.get(side, 0.0) + bias
        found.append(weights)
    return found[0], found[1]


def fit_keep(
    articles: list[Gold], chances: list[list[Scored]], extend: dict[str, float], source: dict[str, float]
) -> dict[str, float]:
    """Weights of the choice among a sentence's cues: which have the exact span of a marked one."""
    design, labels = Design(), []
    closed, of_spans = frozenset(CLOSED.split()), SpanWeights(extend, source, {})
    for (facts, gold), hits in zip(articles, chances, strict=True):
        low, plain = facts.folded.low, facts.folded.plain
        spans = {stripped(facts, event["cue"]) for event in gold}
        by_sentence: dict[int, list[Cue]] = {}
        for start, end, stance, chance in hits:
            if chance >= LEAST_CHANCE:
                by_sentence.setdefault(max(0, facts.sentence_at(start)), []).append(
                    Cue(start, end, stance, 0.0, chance)
                )
        for number, cues in by_sentence.items():
            sentence = facts.sentences[number]
            row = tokens(low, plain, sentence.start, sentence.end, closed)
            spanned = [span_of(row, cue, low, of_spans) for cue in cues]
            for n, of in enumerate(spanned):
                design.add(keep_facts(row, n, spanned))
                labels.append((row[of.first].start, row[of.last - 1].end) in spans)
    coefficients, bias = fit(design.matrix(), np.array(labels, dtype=int), "l1", 0.15)
    weights = {name: float(coefficients[n]) for name, n in design.names.items() if abs(coefficients[n]) >= 0.05}
    weights["bias"] = weights.get("bias", 0.0) + bias
    return weights


def write(path: Path, tables: dict[str, dict[str, float]], *, closed: bool) -> None:
    """One key a line, sorted, two decimals."""
    lines = [
        "# Fitted by benchmarks/fit_attribution.py on PolNeAR train (Newell, Margolin, Ruths 2018): do not edit by hand."
    ]
    lines += [
        "# Log-odds: above 0 speaks for a cue, a sentence that is attributed, a source. <Name>, <0>, <ed> … are shapes of words."
    ]
    if closed:
        lines += ["", "[words]", f'closed = "{" ".join(dict.fromkeys(CLOSED.split()))}"']
    for name, table in tables.items():
        lines += ["", f"[{name}]"]
        lines += [
            f"{json.dumps(key, ensure_ascii=False)} = {round(weight, 2)}"
            for key, weight in sorted(table.items())
            if round(weight, 2)
        ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Fit and write."""
    data, out = Path(sys.argv[1]), Path(sys.argv[2])
    articles = load(data)
    cue_weights, chances = fit_cues(articles, 0.7)
    tables: dict[str, dict[str, float]] = {
        n: {} for n in ("cue", "word", "before", "after", "before_word", "word_after")
    }
    for name, weight in cue_weights.items():
        table, _, key = name.partition("\t")
        tables[table][key] = weight
    tables["sentence"], tables["reported"] = fit_sentences(articles, chances)
    extend, source = fit_spans(articles, 0.5)
    spans = {"keep": fit_keep(articles, chances, extend, source), "extend": extend, "source": source}
    write(out / "en.toml", tables, closed=True)
    write(out / "en-spans.toml", spans, closed=False)
    tables |= spans
    print({name: len(table) for name, table in tables.items()})


if __name__ == "__main__":
    main()
