"""What the rules find in the Jobstreet vacancies of 2024, and how fast.

python -m bench.validation ../shared/data/vacancies/jobstreet-2024-with-text.csv [--show RULE] [--today 2024-04-30]
python -m bench.validation FILE FILE --sample 20 --seed 7    at most 20 findings of each rule, of all files, to be read

``--today`` is the day of the check: pay of 2024 is judged by the minimum wages of 2024 on a day of that year. Titles
are coded first, as in a push. The speed is of the check alone, in processor time: the machine does other work beside.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from bench.jobstreet import postings, rows
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.errors import InvalidInput
from chalicelib.partners.job_posting import convert
from chalicelib.partners.translation import Converted
from chalicelib.vacancies.coding import coded
from chalicelib.validation.checking import RULES_VERSION, check, outcome
from chalicelib.validation.context import CheckContext, SourceKind
from chalicelib.validation.model import Finding

_AROUND, _SHOWN = 45, 40

Checked = tuple[Converted, tuple[Finding, ...]]
Results = Sequence[Checked]


def converted(path: Path, today: date) -> list[Converted]:
    """Return the vacancies of a file that have a description; says how many could not be converted."""
    found, refused = [], Counter[str]()
    described = [row for row in rows(path) if row.text.strip()]
    for posting in postings(described, today):
        try:
            entry = convert(msgspec.json.encode(posting))
            found.append(msgspec.structs.replace(entry, content=coded(entry.content).content))
        except InvalidInput as error:
            refused.update(f"{entry.pointer} {entry.code}" for entry in error.errors)
    print(f"{path.name}: {len(found)} of {len(described)} described vacancies converted, refused {dict(refused)}")
    return found


def checked(found: Sequence[Converted], now: datetime) -> list[Checked]:
    """Check every vacancy as a partner's and print the speed."""
    started = time.process_time()
    results = [
        (
            entry,
            check(
                entry.content,
                CheckContext(
                    now=now, source=SourceKind.PARTNER, employer_name=entry.employer_name, posted_at=entry.posted_at
                ),
            ),
        )
        for entry in found
    ]
    spent = time.process_time() - started
    print(f"{RULES_VERSION}: {len(found) / spent:,.0f} vacancies a second on one core")
    return results


def report(results: Results) -> None:
    """Print in how many vacancies each rule finds something, and what the findings lead to."""
    rules = Counter(code for _, findings in results for code in {finding.code for finding in findings})
    for code, count in rules.most_common():
        print(f"  {code:28} {count:6} {count / len(results):7.1%}")
    for verdict, count in Counter(outcome(findings) for _, findings in results).most_common():
        print(f"  {verdict.value:28} {count:6} {count / len(results):7.1%}")


def told(entry: Converted, finding: Finding) -> str:
    """Return a finding on one line with the words around it, one of a field with the title."""
    text = {"/title": entry.content.title, "/benefits": entry.content.benefits}.get(
        finding.pointer, entry.content.description
    )
    if finding.span is None:
        return f"{finding.message.en} | {entry.content.title}"
    before = text[max(0, finding.span.start - _AROUND) : finding.span.start]
    after = text[finding.span.end : finding.span.end + _AROUND]
    return f"{before}[[{finding.phrase}]]{after}".replace("\n", " / ")


def stratified(results: Results, most: int, seed: int, only: str | None = None) -> dict[str, list[str]]:
    """Return at most ``most`` findings of every rule (or of ``only`` one), drawn by ``seed``; equal ones count once.

    Drawn rule by rule, so that a rule that seldom finds something is read as well as one that often does.
    """
    strata: dict[str, set[str]] = {}
    for entry, findings in results:
        for finding in findings:
            if only in (None, finding.code):
                strata.setdefault(finding.code, set()).add(told(entry, finding))
    return {
        code: random.Random(f"{seed} {code}").sample(sorted(found), min(most, len(found)))
        for code, found in sorted(strata.items())
    }


def show(results: Results, most: int, seed: int, only: str | None = None) -> None:
    """Print a seeded, stratified sample of what the rules found."""
    for code, found in stratified(results, most, seed, only).items():
        print(f"{code}: {len(found)}")
        for place, line in enumerate(found, 1):
            print(f"  {place:3} {line}")


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.validation", description=__doc__)
    parser.add_argument("sources", type=Path, nargs="+")
    parser.add_argument("--show")
    parser.add_argument("--sample", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--today", type=date.fromisoformat, default=SYSTEM_CLOCK.now().date())
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the rates of each file, or examples of one rule or of all, drawn over all files."""
    given = _arguments().parse_args(arguments)
    now = datetime(given.today.year, given.today.month, given.today.day, tzinfo=UTC)
    every: list[Checked] = []
    for source in given.sources:
        results = checked(converted(source, given.today), now)
        every += results
        if not (given.show or given.sample):
            report(results)
    if given.show or given.sample:
        show(every, given.sample or _SHOWN, given.seed, given.show)
    return 0


if __name__ == "__main__":
    sys.exit(main())
