"""Rules about phrases, as data: what each must find, with its span, and the near misses that it must leave alone."""

import tomllib
from pathlib import Path

import pytest

from chalicelib.vacancies.model import VacancyContent
from chalicelib.validation.catalogue import CATALOGUE
from chalicelib.validation.checking import check
from chalicelib.validation.context import CheckContext
from tests.validation.samples import NOW, KnownEverything

CASES = Path(__file__).parent / "cases"
FILES = sorted(CASES.glob("*.toml"))
CONTEXT = CheckContext(now=NOW, employer_name="PT Contoh", reference=KnownEverything())


def _cases(key: str) -> list[object]:
    return [
        pytest.param(path.stem, entry, id=f"{path.stem}: {entry if isinstance(entry, str) else entry[0]}"[:90])
        for path in FILES
        for entry in tomllib.loads(path.read_text(encoding="utf-8")).get(key, ())
    ]


def _marked(code: str, content: VacancyContent) -> list[str]:
    return [finding.phrase or "" for finding in check(content, CONTEXT) if finding.code == code]


@pytest.mark.parametrize(("code", "case"), _cases("found"))
def test_a_phrase_is_found_and_marked(code, case):
    text, phrase = case
    marked = _marked(code, VacancyContent(title="Staf Toko", description=text))
    assert phrase in marked


@pytest.mark.parametrize(("code", "text"), _cases("missed"))
def test_a_near_miss_is_left_alone(code, text):
    assert _marked(code, VacancyContent(title="Staf Toko", description=text)) == []


@pytest.mark.parametrize(("code", "case"), _cases("titles_found"))
def test_a_title_is_read_as_well(code, case):
    title, phrase = case
    assert phrase in _marked(code, VacancyContent(title=title))


@pytest.mark.parametrize(("code", "title"), _cases("titles_missed"))
def test_a_title_may_name_goods(code, title):
    assert _marked(code, VacancyContent(title=title)) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_is_about_a_rule_and_has_enough_cases(path):
    cases = tomllib.loads(path.read_text(encoding="utf-8"))
    assert path.stem in {rule.code for rule in CATALOGUE.rules}
    assert len(cases["found"]) >= 3
    assert len(cases["missed"]) >= 3


@pytest.mark.parametrize(("code", "case"), _cases("found"))
def test_the_span_gives_the_phrase_in_the_text_as_posted(code, case):
    text = "PembukaTanpa spasi.Lalu" + case[0]
    content = VacancyContent(title="Staf Toko", description=text)
    found = [finding for finding in check(content, CONTEXT) if finding.code == code]
    for finding in found:
        assert finding.span is not None
        assert finding.phrase == text[finding.span.start : finding.span.end]


def test_findings_are_the_same_every_time():
    content = VacancyContent(title="Admin (Wanita)", description="Max 25 tahun, uang jaminan wajib dibayar")
    assert check(content, CONTEXT) == check(content, CONTEXT)
