"""The cases of every rule, as data: files of phrases, of fields under ``content``, of everyday ``sentences``."""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from chalicelib.vacancies.model import VacancyContent
from chalicelib.validation.context import CheckContext, EmployerFacts
from tests.validation.samples import NOW, KnownEverything

CASES = Path(__file__).parent / "cases"
PHRASES = sorted(CASES.glob("*.toml"))
SENTENCES = sorted((CASES / "sentences").glob("*.toml"))
FIELDS = sorted((CASES / "content").glob("*.toml"))
OF_THE_CONTEXT = ("employer_name", "posted_at", "now", "wage_year", "employer", "copied_from")


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One case: for which rule, whether the rule must find something, and what it is shown."""

    id: str
    code: str
    found: bool
    content: VacancyContent
    context: CheckContext


def of_fields(case: Mapping[str, Any]) -> tuple[VacancyContent, CheckContext]:
    """Return content and circumstances of a case that states fields."""
    stated = {"title": "Staf Gudang", **{name: value for name, value in case.items() if name not in OF_THE_CONTEXT}}
    circumstances = {name: case[name] for name in OF_THE_CONTEXT if name in case}
    if "employer" in circumstances:
        circumstances["employer"] = msgspec.convert(circumstances["employer"], EmployerFacts)
    defaults = {"now": NOW, "employer_name": "PT Contoh", "reference": KnownEverything()}
    return msgspec.convert(stated, VacancyContent), CheckContext(**{**defaults, **circumstances})


def of_phrase(entry: str | list[str], *, title: bool) -> tuple[VacancyContent, CheckContext]:
    """Return content and circumstances of a case that is a text, or a text and the phrase in it."""
    text = entry if isinstance(entry, str) else entry[0]
    return of_fields({"title": text} if title else {"title": "Staf Toko", "description": text})


@cache
def every() -> tuple[Case, ...]:
    """Return all cases of all rules; equal ones once."""
    return tuple({case.id: case for case in _cases()}.values())


def _cases() -> Iterator[Case]:
    for path in (*PHRASES, *FIELDS):
        for key, entries in tomllib.loads(path.read_text(encoding="utf-8")).items():
            for entry in entries:
                fields = isinstance(entry, dict)
                made = of_fields(entry) if fields else of_phrase(entry, title=key.startswith("titles"))
                yield _case(path.stem, key.endswith("found"), *made)

    for path in SENTENCES:
        known = tomllib.loads(path.read_text(encoding="utf-8"))
        for key in ("found", "mistaken", "missed", "overlooked"):
            for text in known.get(key, ()):
                yield _case(path.stem, key in ("found", "mistaken"), *of_phrase(text, title=False))


def _case(code: str, found: bool, content: VacancyContent, context: CheckContext) -> Case:
    known = msgspec.structs.replace(context, reference=None)
    mark = hashlib.sha256(msgspec.json.encode((content, known))).hexdigest()[:12]
    return Case(id=mark, code=code, found=found, content=content, context=context)
