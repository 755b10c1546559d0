"""Rules about fields, as data: what each must find, and the near misses that it must leave alone."""

import tomllib
from pathlib import Path

import msgspec
import pytest

from chalicelib.vacancies.model import VacancyContent
from chalicelib.validation.catalogue import CATALOGUE
from chalicelib.validation.checking import check
from chalicelib.validation.context import CheckContext
from tests.validation.samples import NOW, KnownEverything

FILES = sorted((Path(__file__).parent / "cases" / "content").glob("*.toml"))
PHRASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
OF_THE_CONTEXT = ("employer_name", "posted_at")


def _cases(key: str) -> list[object]:
    return [
        pytest.param(path.stem, case, id=f"{path.stem}: {case}"[:90])
        for path in FILES
        for case in tomllib.loads(path.read_text(encoding="utf-8"))[key]
    ]


def _codes(case: dict[str, object]) -> set[str]:
    stated = {"title": "Staf Gudang", **{name: value for name, value in case.items() if name not in OF_THE_CONTEXT}}
    circumstances = {name: case[name] for name in OF_THE_CONTEXT if name in case}
    content = msgspec.convert(stated, VacancyContent)
    context = CheckContext(
        **{"now": NOW, "employer_name": "PT Contoh", "reference": KnownEverything(), **circumstances}
    )
    return {finding.code for finding in check(content, context)}


@pytest.mark.parametrize(("code", "case"), _cases("found"))
def test_a_mistake_is_found(code, case):
    assert code in _codes(case)


@pytest.mark.parametrize(("code", "case"), _cases("missed"))
def test_a_near_miss_is_left_alone(code, case):
    assert code not in _codes(case)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_has_enough_cases(path):
    cases = tomllib.loads(path.read_text(encoding="utf-8"))
    assert len(cases["found"]) >= 3
    assert len(cases["missed"]) >= 3


def test_every_rule_has_cases():
    assert {path.stem for path in (*FILES, *PHRASES)} == {rule.code for rule in CATALOGUE.rules}
