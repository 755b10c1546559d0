"""Writes the catalogue of rules for people, in both languages: ``python -m local.rules_page docs/rules.md``.

Fields and examples come from the cases that the tests hold every rule to.
"""

import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from chalicelib.validation import editions, policy
from chalicelib.validation import rules as _rules  # noqa: F401 - registers every rule
from chalicelib.validation.catalogue import CATALOGUE, Rule
from chalicelib.validation.context import SourceKind

CASES = Path(__file__).parents[1] / "tests" / "validation" / "cases"
STEPS = {
    "fair": frozenset({"UU 21/1999", "UU 39/1999"}),
    "fraud": frozenset({"fraud", "fees", "fees_everyday", "contact"}),
    "plausible": frozenset({"pay", "usual_pay"}),
}
TITLES = {
    "complete": "Complete and coherent · Lengkap dan runtut",
    "plausible": "Plausible pay · Upah yang masuk akal",
    "legal": "Lawful · Sesuai hukum",
    "fair": "Fair · Tanpa diskriminasi",
    "fraud": "Fraud and contact · Penipuan dan kontak",
}
_HEAD = """# Rules

What the machine checks in every vacancy before anybody sees it. Each rule has a code, versions, a message in both
languages and, where there is one, its legal basis. How severe a finding is depends on who hands the vacancy in: policy
{policy}, proposed by the office `{proposed}`, approved by `{approved}`, in force since {since}.

How rules, editions and policies work together stands in [validation.md](validation.md). This page is written by
`make rules` from the rules, the policy and the cases of the tests; citations were not checked by a lawyer.

| severity | what it does |
|---|---|
| `reject` | refused; it has to be sent anew |
| `hold` | not published until corrected or an officer decides |
| `mend` | published with the phrase marked; to be mended in {days} days, held after that |
| `warn` | published; the finding is kept |

Edition {edition}: {count} rules.
"""


def page() -> str:
    """Return the page in Markdown."""
    current, edition = policy.CURRENT, editions.newest()
    rules = CATALOGUE.rules
    head = _HEAD.format(
        policy=current.version,
        proposed=current.proposed_by,
        approved=current.approved_by,
        since=current.since,
        days=current.days_to_mend,
        edition=edition.number,
        count=len(rules),
    )
    return head + "".join(_chapter(step, [rule for rule in rules if step_of(rule) == step]) for step in TITLES)


def step_of(rule: Rule) -> str:
    """Return to which part of the check a rule belongs, by its law and the module that it stands in."""
    module, law = rule.observe.__module__.rpartition(".")[2], rule.legal_basis or ""
    if any(act in law for act in STEPS["fair"]):
        return "fair"
    if module in STEPS["fraud"]:
        return "fraud"
    if law and "Perpres 57/2023" not in law:
        return "legal"
    return "plausible" if module in STEPS["plausible"] else "complete"


def _chapter(step: str, rules: list[Rule]) -> str:
    return f"\n## {TITLES[step]}\n" + "".join(_section(rule) for rule in sorted(rules, key=lambda rule: rule.code))


def _section(rule: Rule) -> str:
    cases = _cases(rule.code)
    versions = ", ".join(map(str, CATALOGUE.versions(rule.code)))
    rows = [
        f"- Version: {rule.version}" + (f" (kept: {versions})" if versions != str(rule.version) else ""),
        f"- Severity: {_severities(rule.code)}",
        f"- Fields looked at: {', '.join(f'`{name}`' for name in _fields(cases))}",
        f"- Law: {rule.legal_basis}" if rule.legal_basis else "",
        f"- ID: {rule.message.id}",
        f"- EN: {rule.message.en}",
        f"- Example: {_example(cases)}",
        f"- Near miss: {_example(cases, 'missed')}",
    ]
    return f"\n### `{rule.code}`\n\n{_about(rule)}\n\n" + "\n".join(row for row in rows if row) + "\n"


def _about(rule: Rule) -> str:
    return " ".join((rule.observe.__doc__ or "").split())


def _severities(code: str) -> str:
    """Return one word when all sources are weighed alike, else each source with its word."""
    row = policy.CURRENT.severities[code]
    if len(set(row.values())) == 1:
        return f"`{next(iter(row.values()))}`"
    return ", ".join(f"{source} `{row[source]}`" for source in SourceKind)


def _cases(code: str) -> Mapping[str, Any]:
    for folder in (CASES, CASES / "content"):
        file = folder / f"{code}.toml"
        if file.exists():
            return tomllib.loads(file.read_text(encoding="utf-8"))
    return {}


def _fields(cases: Mapping[str, Any]) -> Iterator[str]:
    """Yield the fields that a rule looks at: those of texts, or those that its cases state."""
    if any(isinstance(case, list) for case in cases.get("found", ())):
        yield from ("/title", "/description", "/benefits")
        return
    names = {name for case in cases.get("found", ()) for name in case}
    yield from sorted(f"/{name}" for name in names)


def _example(cases: Mapping[str, Any], key: str = "found") -> str:
    entries = cases.get(key, ())
    if not entries:
        return "-"
    first = entries[0]
    if isinstance(first, dict):
        return "`" + ", ".join(f"{name}: {str(value)[:100]}" for name, value in first.items()) + "`"
    text = first if isinstance(first, str) else first[0]
    return f"“{text}”"


def main(target: str) -> int:
    """Write the page to ``target``."""
    Path(target).write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
