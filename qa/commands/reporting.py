"""The report of an ingestion, as text and as JSON: one line per document or, if there are many, per file."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from corpus.reference_lint import Finding
from corpus.stored_version import Change
from qa.commands.text import OUTDATED

if TYPE_CHECKING:
    from corpus.ingestion import DocumentSummary, Report
    from qa.commands.indexing import Indexed

DOCUMENTS_SHOWN = 20
FILES_SHOWN = 40
FINDINGS_SHOWN = 20
_COLUMNS = ("read", "unchanged", "refused", "sentences", "references", "dangling", "doubtful")


def report_lines(report: "Report", *, is_kept: bool) -> Iterator[str]:
    """How many records were stored or refused, what was read, and which references have problems."""
    yield f"{', '.join(_counts(report, is_kept=is_kept))}, refused {len(report.refusals)}"
    if len(report.documents) <= DOCUMENTS_SHOWN:
        yield from (_understood(document) for document in report.documents)
    else:
        yield from _table(report)
    if len(report.findings) <= FINDINGS_SHOWN:
        for document_id, findings in sorted(report.findings.items()):
            yield from finding_lines(document_id, findings)
    else:
        yield from _findings_by_code(report)


def finding_lines(document_id: str, findings: Sequence[Finding]) -> Iterator[str]:
    """One line per kind of problem with a document's references."""
    for message in dict.fromkeys(finding.message for finding in findings):
        numbers = [str(finding.number) for finding in findings if finding.message == message]
        yield f"{document_id}: {message}: reference{'s' if numbers[1:] else ''} {', '.join(numbers)}"


def indexed_lines(indexed: "Indexed | None") -> Iterator[str]:
    """What the index contains after the command."""
    if indexed is None:
        yield "nothing to index yet"
        return
    held_now = f"{indexed.documents} documents with {indexed.sentences} sentences"
    yield f"the index {indexed.generation} {'now holds' if indexed.is_new else 'still holds'} {held_now}"
    if indexed.is_calibration_outdated:
        yield OUTDATED


def report_json(report: "Report", indexed: "Indexed | None", *, is_kept: bool) -> str:
    """The complete report as JSON; `changes` is null if nothing was stored."""
    body = {
        "changes": {change: report.changes.get(change, 0) for change in Change} if is_kept else None,
        "documents": [asdict(document) for document in report.documents],
        "files": [{"file": file, **asdict(tally)} for file, tally in sorted(report.files.items())],
        "refusals": [asdict(refusal) for refusal in report.refusals],
        "findings": {
            document_id: [asdict(finding) for finding in findings]
            for document_id, findings in sorted(report.findings.items())
        },
        "index": asdict(indexed) if indexed else None,
    }
    return json.dumps(body, indent=2, ensure_ascii=False)


def _counts(report: "Report", *, is_kept: bool) -> list[str]:
    if not is_kept:
        return [f"dry run, nothing is stored: read {len(report.documents)}"]
    return [f"{change} {report.changes.get(change, 0)}" for change in Change]


def _understood(document: "DocumentSummary") -> str:
    facts = f"{document.kind.replace('_', ' ')}, {document.year or 'no year'}"
    counts = [_count(document.sentences, "sentence"), _count(document.references, "reference")]
    if document.dangling:
        counts.append(f"{document.dangling} dangling")
    if document.doubtful:
        counts.append(f"{document.doubtful} doubtful (`pincite show {document.id} --doubts` lists them)")
    return f"{document.id}: {' '.join(document.title.split())} ({facts}): {', '.join(counts)}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _table(report: "Report") -> Iterator[str]:
    """One row per file, those with the most records first, and a row with the totals."""
    from corpus.ingestion import Tally  # noqa: PLC0415 (slow to import)

    files = sorted(report.files.items(), key=lambda item: (-item[1].read, item[0]))
    total = Tally(*(sum(getattr(tally, name) for _, tally in files) for name in _COLUMNS))
    rows = [*files[:FILES_SHOWN], ("all files", total)]
    widths = [max(len(name), len(f"{getattr(total, name):,}")) for name in _COLUMNS]
    yield "  ".join([*(name.rjust(width) for name, width in zip(_COLUMNS, widths, strict=True)), "file"])
    for file, tally in rows:
        if file == "all files" and len(files) > FILES_SHOWN:
            yield f"... and {len(files) - FILES_SHOWN} more files (--json lists them)"
        cells = (f"{getattr(tally, name):,}".rjust(width) for name, width in zip(_COLUMNS, widths, strict=True))
        yield "  ".join([*cells, file])


def _findings_by_code(report: "Report") -> Iterator[str]:
    yield f"{len(report.findings)} documents have problems with their references (--json lists them):"
    found = [(finding.code, key) for key, findings in report.findings.items() for finding in findings]
    for code in sorted({code for code, _ in found}):
        where = [key for other, key in found if other == code]
        yield f"  {code.replace('_', ' ')}: {len(where)} in {len(set(where))} documents"
