"""``padan validate``: what the rules, today's or those of an earlier day, find in vacancies of a file."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from local.cli.output import Exit, fail, print_json, print_table, screen
from local.cli.target import AsJson

if TYPE_CHECKING:
    from chalicelib.vacancies.model import VacancyContent
    from chalicelib.validation.context import CheckContext
    from chalicelib.validation.model import Finding

HELP = """Checks vacancies and needs no platform. The file holds one vacancy as JSON, or one in each line (NDJSON).

With --rules the check is done as it was under that version; with --on as of a day, by the minimum wages of its year.
Exit 1 when a vacancy would be held or rejected.

Examples:\n
  padan validate vacancy.json\n
  padan validate vacancies.ndjson --rules rules.1+policy.1 --on 2025-06-30 --json
"""
MOST_BYTES = 50_000_000


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """One vacancy of the file: its line, what is to become of it, and what was found."""

    line: int
    title: str
    outcome: str
    findings: "tuple[Finding, ...]"


def validate(
    file: Annotated[Path, typer.Argument(help="JSON or NDJSON.")],
    rules: Annotated[str | None, typer.Option(help="Version of rules and policy; today's without.")] = None,
    employer: Annotated[str, typer.Option(help="Name of the employer.")] = "",
    source: Annotated[str, typer.Option(help="employer, officer, partner, feed or public.")] = "employer",
    on: Annotated[str | None, typer.Option(help="Day of the check, such as 2026-03-02; today without.")] = None,
    json: AsJson = False,
) -> None:
    """Check each vacancy and print what was found."""
    from chalicelib.validation import RULES_VERSION

    version = rules or RULES_VERSION
    context = _context(employer, source, on)
    checked = [_checked(line, content, context, version) for line, content in _contents(file)]
    if json:
        print_json({"rules": version, "vacancies": checked})
    else:
        _print(checked, version)
    if any(each.outcome != "publish" for each in checked):
        raise typer.Exit(Exit.REFUSED)


def _checked(line: int, content: "VacancyContent", context: "CheckContext", version: str) -> Checked:
    from chalicelib.errors import InvalidInput
    from chalicelib.validation import outcome, recheck

    try:
        found = recheck(content, context, version)
    except InvalidInput as error:
        fail(f"--rules: {error.errors[0].detail.en}", Exit.USAGE)
    return Checked(line=line, title=content.title, outcome=outcome(found).value, findings=found)


def _context(employer: str, source: str, on: str | None) -> "CheckContext":
    from chalicelib.clock import SYSTEM_CLOCK
    from chalicelib.validation.context import CheckContext, SourceKind

    try:
        day = date.fromisoformat(on) if on else None
        kind = SourceKind(source)
    except ValueError as problem:
        fail(str(problem), Exit.USAGE)
    now = datetime(day.year, day.month, day.day, 5, tzinfo=UTC) if day else SYSTEM_CLOCK.now()
    return CheckContext(now=now, source=kind, employer_name=employer)


def _contents(file: Path) -> "list[tuple[int, VacancyContent]]":
    """Return the vacancies with the lines on which they stand; ends the command for what is none."""
    try:
        if file.stat().st_size > MOST_BYTES:
            fail(f"{file} has more than {MOST_BYTES:,} bytes.", Exit.USAGE)
        text = file.read_bytes()
    except OSError as problem:
        fail(f"{file}: {problem.strerror}", Exit.USAGE)
    lines = [(1, text)] if _is_one(text) else list(enumerate(text.splitlines(), 1))
    return [(number, _content(file, number, line)) for number, line in lines if line.strip()]


def _is_one(text: bytes) -> bool:
    """Tell whether the file is one JSON value, written over several lines perhaps; one too deep is told later."""
    try:
        msgspec.json.decode(text)
    except msgspec.DecodeError:
        return False
    except RecursionError:
        return True
    return True


def _content(file: Path, line: int, text: bytes) -> "VacancyContent":
    from chalicelib import mistakes
    from chalicelib.vacancies.model import VacancyContent

    try:
        msgspec.json.decode(text)
        return msgspec.json.decode(text, type=VacancyContent)
    except (msgspec.ValidationError, UnicodeDecodeError) as problem:
        fail(f"{file}, line {line}: {problem}", Exit.USAGE)
    except msgspec.DecodeError as problem:
        fail(f"{file}, line {line}: {mistakes.told_of_json(str(problem)).en}", Exit.USAGE)
    except RecursionError:
        fail(f"{file}, line {line}: This is nested too deeply for a vacancy.", Exit.USAGE)


def _print(checked: list[Checked], version: str) -> None:
    for each in checked:
        rows = [
            (finding.severity.value, f"{finding.code} {finding.rule_version}", finding.pointer, finding.message.en)
            for finding in each.findings
        ]
        columns = ("severity", "rule", "field", "what")
        print_table(f"line {each.line}: {each.title} ({version}): {each.outcome}", columns, rows)
    if not checked:
        screen.print("There is no vacancy in the file.", markup=False)
