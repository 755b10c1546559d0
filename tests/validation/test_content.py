"""Rules about fields, as data: what each must find, and the near misses that it must leave alone."""

import tomllib

import pytest

from chalicelib.validation.catalogue import CATALOGUE
from chalicelib.validation.checking import check
from tests.validation.case_files import FIELDS, PHRASES, of_fields


def _cases(key: str) -> list[object]:
    return [
        pytest.param(path.stem, case, id=f"{path.stem}: {case}"[:90])
        for path in FIELDS
        for case in tomllib.loads(path.read_text(encoding="utf-8"))[key]
    ]


def _codes(case: dict[str, object]) -> set[str]:
    return {finding.code for finding in check(*of_fields(case))}


@pytest.mark.parametrize(("code", "case"), _cases("found"))
def test_a_mistake_is_found(code, case):
    assert code in _codes(case)


@pytest.mark.parametrize(("code", "case"), _cases("missed"))
def test_a_near_miss_is_left_alone(code, case):
    assert code not in _codes(case)


@pytest.mark.parametrize("path", FIELDS, ids=lambda path: path.stem)
def test_every_file_has_enough_cases(path):
    cases = tomllib.loads(path.read_text(encoding="utf-8"))
    assert len(cases["found"]) >= 3
    assert len(cases["missed"]) >= 3


def test_every_rule_has_cases():
    assert {path.stem for path in (*FIELDS, *PHRASES)} == {rule.code for rule in CATALOGUE.rules}
