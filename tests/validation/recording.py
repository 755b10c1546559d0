"""What every version of every rule found in every case, recorded: a rule that changes needs a new version.

python -m tests.validation.recording   adds new cases and versions of rules; refuses changes of published ones

One line for each case, and in it the rules that find something there with a digest of what they find. Cases that were
taken out are forgotten, new ones added; of a recorded case nothing may change for a version that is published.
"""

import hashlib
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from chalicelib.validation import editions
from chalicelib.validation.catalogue import CATALOGUE, Rule
from chalicelib.validation.checking import seen
from tests.validation import case_files

FILE = Path(__file__).parent / "recorded.tsv"
Found = Mapping[str, Mapping[str, str]]
"""By case, by ``code.version``: the digest of what was found."""


def name(rule: Rule) -> str:
    """Return how a version of a rule is written."""
    return f"{rule.code}.{rule.version}"


def present(rules: tuple[Rule, ...] = ()) -> Found:
    """Return what the rules (all versions of all of them) find now."""
    return {case.id: _digests(case, rules or CATALOGUE.every) for case in case_files.every()}


@cache
def recorded() -> Found:
    """Return what was recorded."""
    lines = FILE.read_text(encoding="utf-8").splitlines() if FILE.exists() else []
    parted = [line.split("\t") for line in lines]
    return {case: dict(pair.split("=") for pair in pairs) for case, *pairs in parted}


def changed(now: Found, before: Found, names: frozenset[str]) -> list[str]:
    """Return which of ``names`` find something else now in a case that was recorded, each with the case."""
    return [
        f"{rule} in {case}"
        for case, found in now.items()
        if case in before
        for rule in sorted((found.keys() | before[case].keys()) & names)
        if found.get(rule) != before[case].get(rule)
    ]


def published() -> frozenset[str]:
    """Return the versions of rules that stand in a published edition."""
    frozen = [edition for edition in map(editions.load, editions.numbers()) if edition.published]
    return frozenset(f"{code}.{number}" for edition in frozen for code, number in edition.versions.items())


def _digests(case: case_files.Case, rules: tuple[Rule, ...]) -> dict[str, str]:
    found: dict[str, list[object]] = {}
    for rule, observation in seen(case.content, case.context, rules):
        text = rule.message_for(observation)
        entry = (observation.pointer, observation.phrase, observation.span, text, rule.legal_basis)
        found.setdefault(name(rule), []).append(entry)
    return {rule: hashlib.sha256(msgspec.json.encode(each)).hexdigest()[:8] for rule, each in found.items()}


def main() -> int:
    """Record what may be recorded; 1 and nothing written when a published version finds something else."""
    now = present()
    if differences := changed(now, recorded(), published()):
        sys.stderr.write("\n".join(["These versions are published; give the rules new ones:", *differences, ""]))
        return 1
    lines = ["\t".join([case, *(f"{rule}={mark}" for rule, mark in sorted(now[case].items()))]) for case in sorted(now)]
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
