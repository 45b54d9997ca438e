"""JUnit XML: a suite a file, a case a violation; one case that passes where there is none.

A case fails where the violation makes the run fail (`fail-on`), and is skipped where it does not, so that the report is red exactly
when the exit code is 1. What could not be checked is an error. No times: the same run gives the same bytes.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from auditor.report.results import Results
from auditor.violation import SEVERITIES, Failure, FileReport, Violation

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(results: Results) -> str:
    """The document."""
    root = Element("testsuites", name="auditor")
    if results.failed:
        suite = _suite(root, "auditor")
        for failure in results.failed:
            _error(suite, failure)
    for report in results.reports:
        _file(_suite(root, report.path), report)
    for suite in (*root, root):
        for name, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            suite.set(name, str(len(suite.findall(f".//{tag}"))))
    indent(root, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _suite(root: Element, name: str) -> Element:
    return SubElement(root, "testsuite", name=_clean(name))


def _case(suite: Element, name: str, path: str, line: int = 0) -> Element:
    case = SubElement(suite, "testcase", name=_clean(name), classname=_clean(path), file=_clean(path))
    if line:
        case.set("line", str(line))
    return case


def _file(suite: Element, report: FileReport) -> None:
    for failure in report.failures:
        _error(suite, failure)
    for violation in report.violations:
        _violation(suite, report, violation)
    if not report.failures and not report.violations:
        _case(suite, "auditor", report.path)


def _error(suite: Element, failure: Failure) -> None:
    case = _case(suite, "could not check", failure.path, failure.line)
    SubElement(case, "error", message=_clean(failure.message), type="error")


def _violation(suite: Element, report: FileReport, violation: Violation) -> None:
    assert report.source is not None
    line, column = report.source.position(violation.start)
    case = _case(suite, f"{violation.code} {violation.name} {line}:{column}", report.path, line)
    message = _clean(violation.message)
    if SEVERITIES.index(violation.severity) < SEVERITIES.index(report.fail_on):
        SubElement(case, "skipped", message=f"{violation.severity}: {message}")
        return
    failure = SubElement(case, "failure", message=message, type=violation.severity)
    failure.text = f"{_clean(report.path)}:{line}:{column}: {message}"


def _clean(words: str) -> str:
    """Words without the characters that XML 1.0 has no way to write."""
    return _NO_XML.sub("\ufffd", words)
