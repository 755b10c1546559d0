"""Each sign of fraud as data: what it must see, with its phrase, and the near misses that it must leave alone."""

import tomllib
from pathlib import Path

import msgspec
import pytest

from chalicelib.vacancies.model import VacancyContent
from chalicelib.validation.context import CheckContext, EmployerFacts
from chalicelib.validation.fraud import SIGNALS
from chalicelib.validation.subject import Subject
from tests.validation.samples import NOW, KnownEverything

FOLDER = Path(__file__).parent / "cases" / "fraud"
TEXTS = sorted((FOLDER / "signals").glob("*.toml"))
CIRCUMSTANCES = tomllib.loads((FOLDER / "circumstances.toml").read_text(encoding="utf-8"))
BY_CODE = {signal.code: signal for signal in SIGNALS}
OF_THE_CONTEXT = ("employer_name", "copied_from")


def read(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


def texts(key):
    return [
        pytest.param(path.stem, case, id=f"{path.stem}: {case if isinstance(case, str) else case[0]}"[:90])
        for path in TEXTS
        for case in read(path)[key]
    ]


def circumstances(key):
    return [pytest.param(case, id=f"{case['sign']} {place}") for place, case in enumerate(CIRCUMSTANCES[key])]


def subject_of(case):
    given = {name: value for name, value in case.items() if name not in ("sign", "employer", *OF_THE_CONTEXT)}
    content = msgspec.convert({"title": "Staf Toko", **given}, VacancyContent)
    context = CheckContext(
        now=NOW,
        reference=KnownEverything(),
        employer=msgspec.convert(case["employer"], EmployerFacts) if "employer" in case else None,
        **{"employer_name": "PT Contoh", **{name: case[name] for name in OF_THE_CONTEXT if name in case}},
    )
    return Subject.of(content, context)


def seen(code, case):
    return list(BY_CODE[code].observe(subject_of(case)))


@pytest.mark.parametrize(("code", "case"), texts("found"))
def test_a_sign_is_seen_and_marked(code, case):
    text, phrase = case
    observations = seen(code, {"description": text})
    assert phrase in [observation.phrase for observation in observations]
    for observation in observations:
        assert text[observation.span.start : observation.span.end] == observation.phrase


@pytest.mark.parametrize(("code", "text"), texts("missed"))
def test_a_near_miss_is_no_sign(code, text):
    assert seen(code, {"description": text}) == []


@pytest.mark.parametrize("case", circumstances("found"))
def test_circumstances_are_a_sign(case):
    observations = seen(case["sign"], case)
    assert observations
    named = BY_CODE[case["sign"]].named(observations[0])
    assert "{" not in named.id + named.en


@pytest.mark.parametrize("case", circumstances("missed"))
def test_other_circumstances_are_none(case):
    assert seen(case["sign"], case) == []


def test_every_sign_has_three_cases_of_each_kind():
    counted = {path.stem: (len(read(path)["found"]), len(read(path)["missed"])) for path in TEXTS}
    for code in {case["sign"] for case in CIRCUMSTANCES["found"]}:
        counted[code] = tuple(
            sum(1 for case in CIRCUMSTANCES[key] if case["sign"] == code) for key in ("found", "missed")
        )
    assert set(counted) == set(BY_CODE)
    assert all(found >= 3 and missed >= 3 for found, missed in counted.values()), counted


@pytest.mark.parametrize("signal", SIGNALS, ids=lambda signal: signal.code)
def test_a_clean_vacancy_has_no_sign(signal):
    clean = {
        "description": "Melayani pembeli, menata barang, dan menghitung uang di kasir. Lamar ke hrd@contoh.co.id.",
        "benefits": "BPJS, THR, makan siang, cuti melahirkan",
        "pay_minimum": 4_500_000,
        "occupation": "5223",
        "region": "31.73",
        "contact_url": "https://karir.contoh.co.id/12",
        "employer": {"verified": False, "large": True, "domain": "contoh.co.id"},
    }
    assert seen(signal.code, clean) == []
