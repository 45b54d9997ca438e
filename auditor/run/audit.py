"""The audit of one article: facts, then every rule that applies, then violations in order.

Takes an Article, a Rulebook and a Context; gives Violations and Failures. No files, no configuration, no output.
"""

from __future__ import annotations

from auditor.analysis.facts import Context, Facts
from auditor.article import Article
from auditor.kinds import ABSENCES, Finding, kind
from auditor.kinds.phrase import BUDGET, PatternTimeout
from auditor.rulebook import Rule, Rulebook
from auditor.run.conditions import meets
from auditor.violation import Failure, Related, Violation

LAST = "directive"
"""The kind whose rules look at what all others found."""
_MILDER = {"info": 0, "warning": 1, "error": 2}


def audit(
    article: Article, rulebook: Rulebook, context: Context, *, use_index: bool = True
) -> tuple[list[Violation], list[Failure]]:
    """All violations of an article, ordered by place, and what could not be checked."""
    return audit_facts(Facts(article, rulebook, context, use_index=use_index))


def audit_facts(facts: Facts) -> tuple[list[Violation], list[Failure]]:
    """The same for facts at hand: all rules, then what the article's directives silence, then the rules about directives."""
    failures: list[Failure] = []
    rules = facts.rulebook.rules
    violations = _found([r for r in rules if r.kind != LAST], facts, failures)
    silenced = [facts.directives.silence(v) for v in violations]
    if any(silenced):
        from auditor.fingerprints import with_fingerprints

        # Before anything goes: the number among equals must not depend on what is silenced.
        numbered = with_fingerprints(violations, facts.article.source.text)
        violations = [v for v, is_silent in zip(numbered, silenced, strict=True) if not is_silent]
    last = _found([r for r in rules if r.kind == LAST], facts, failures)
    return sorted([*violations, *last], key=_place), failures


def _place(violation: Violation) -> tuple[int, int, str]:
    return violation.start, violation.end, violation.code


def _found(rules: list[Rule], facts: Facts, failures: list[Failure]) -> list[Violation]:
    """What some rules find, in order of place; a pattern without an answer is a failure."""
    violations: list[Violation] = []
    for rule in rules:
        if not meets(rule.when, facts):
            continue
        try:
            for finding in kind(rule.kind).check(rule, facts):
                if finding.absent or facts.in_zone(rule.zone, finding.pieces[0].start):
                    violations.append(_violation(rule, finding))
        except PatternTimeout as timeout:
            message = (
                f"{rule.code}: pattern `{timeout.args[0]}` ({rule.path}) ran {BUDGET:.0f} s without an answer; "
                "make it unambiguous or give it `triggers`; the other rules were checked"
            )
            failures.append(Failure(facts.context.path, message))
    return sorted(violations, key=_place)


def _violation(rule: Rule, finding: Finding) -> Violation:
    severity = rule.severity
    if finding.severity is not None and _MILDER[finding.severity] < _MILDER[severity]:
        severity = finding.severity
    return Violation(
        code=rule.code,
        name=rule.name,
        severity=severity,
        message=" ".join(rule.message.format_map(finding.values).split()),
        pieces=finding.pieces,
        fix=finding.fix,
        absent=rule.fault in ABSENCES,
        related=tuple(Related(p.message, p.pieces[0].start, p.pieces[-1].end) for p in finding.related),
    )
