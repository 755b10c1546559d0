"""The score of fraud: its formula, its levels, what is told, and whole vacancies that must be told apart."""

import math
import tomllib
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.texts import Text
from chalicelib.vacancies.model import VacancyContent
from chalicelib.validation.catalogue import Observation
from chalicelib.validation.checking import check
from chalicelib.validation.context import CheckContext, SourceKind
from chalicelib.validation.fraud import SIGNALS, assessed
from chalicelib.validation.fraud.hosts import HOSTS, load
from chalicelib.validation.fraud.model import Level, Signal
from chalicelib.validation.fraud.scoring import assess, combined, weights
from chalicelib.validation.model import Severity
from chalicelib.validation.subject import Subject
from tests.validation.fraud_cases import CASES, Labelled, subject_of
from tests.validation.samples import NOW, KnownEverything

shares = st.lists(st.floats(0, 1, allow_nan=False), max_size=12)
EMPTY = VacancyContent(title="Staf Toko")
CONTEXT = CheckContext(now=NOW, employer_name="PT Contoh", reference=KnownEverything())
GIVEN = weights()


def subject(description: str) -> Subject:
    return Subject.of(VacancyContent(title="Staf Toko", description=description), CONTEXT)


def sign(code: str) -> Signal:
    return Signal(code=code, name=Text(code, code), observe=lambda subject: [Observation(pointer="/title")])


@given(shares)
def test_the_score_lies_between_nothing_and_one(found):
    assert 0 <= combined(found) <= 1


@given(shares, st.randoms())
def test_the_order_of_signs_changes_nothing(found, random):
    shuffled = list(found)
    random.shuffle(shuffled)
    assert combined(shuffled) == combined(found)


@given(shares, st.floats(0, 1, allow_nan=False))
def test_one_sign_more_never_lowers_the_score(found, more):
    assert combined([*found, more]) >= combined(found)


@given(st.floats(0, 1, allow_nan=False))
def test_one_sign_alone_scores_its_weight(share):
    assert math.isclose(combined([share]), share, abs_tol=1e-4)


def test_two_signs_are_a_noisy_or():
    assert combined([0.5, 0.4]) == 0.7
    assert combined([]) == 0


def test_every_sign_has_a_weight_and_no_other_has():
    assert set(GIVEN.weights) == {each.code for each in SIGNALS}
    assert all(0 < share < 1 for share in GIVEN.weights.values())
    assert len(SIGNALS) == len({each.code for each in SIGNALS}) >= 12


def test_the_levels_begin_at_their_scores():
    assert 0 < GIVEN.marked < GIVEN.suspected < 1
    assert GIVEN.level(GIVEN.suspected) is Level.SUSPECTED
    assert GIVEN.level(GIVEN.suspected - 0.0001) is Level.MARKED
    assert GIVEN.level(GIVEN.marked) is Level.MARKED
    assert GIVEN.level(GIVEN.marked - 0.0001) is Level.CLEAN


def test_a_version_of_weights_that_never_was_is_not_found():
    with pytest.raises(FileNotFoundError):
        weights(999)


def test_a_sign_counts_once_and_the_heaviest_is_first():
    given = msgspec.structs.replace(GIVEN, weights={"light": 0.1, "heavy": 0.5})
    found = assess(subject(""), [sign("light"), sign("heavy")], given)
    assert [sighting.signal for sighting in found.sightings] == ["heavy", "light"]
    assert found.score == 0.55
    twice = subject("Slot terbatas. Slot terbatas. Slot terbatas.")
    assert assessed(twice).score == GIVEN.weights["pressure"]


def test_a_sign_without_a_weight_is_a_mistake():
    with pytest.raises(KeyError):
        assess(subject(""), [sign("nameless")], GIVEN)


def test_a_finding_names_the_score_all_signs_and_their_phrases_in_both_languages():
    text = "Cukup like video dari HP. Lalu misi top up dibuka."
    findings = [
        each
        for each in check(VacancyContent(title="Admin Online", description=text), CONTEXT)
        if each.code == "fraud_suspected"
    ]
    first = findings[0]
    assert first.severity is Severity.HOLD
    for told in (first.message.id, first.message.en):
        assert "misi top up" in told
        assert "like video" in told
        assert "0.90" in told
    assert "tugas yang harus dibayar dulu" in first.message.id
    assert "tasks that must be paid for first" in first.message.en
    assert {each.phrase for each in findings} >= {"misi top up", "Cukup like video"}
    for each in findings:
        assert text[each.span.start : each.span.end] == each.phrase


@pytest.mark.parametrize("source", SourceKind)
def test_what_is_suspected_is_never_published_by_the_machine(source):
    from chalicelib.validation.checking import Outcome, outcome

    content = VacancyContent(
        title="Admin Online", region="31.71", description="Penempatan Kamboja, langsung berangkat, tanpa pengalaman."
    )
    findings = check(content, msgspec.structs.replace(CONTEXT, source=source))
    assert outcome(findings) is Outcome.HOLD


def test_a_vacancy_is_marked_or_suspected_and_never_both():
    for case in CASES:
        codes = {each.code for each in check(case.content, case.context)}
        assert not {"fraud_suspected", "fraud_signs"} <= codes


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_whole_vacancy_is_told_apart(case: Labelled):
    level = assessed(subject_of(case)).level
    assert (level is Level.SUSPECTED) == (case.label == "fraud"), assessed(subject_of(case))


def test_there_are_enough_whole_vacancies_of_both_kinds():
    labels = [case.label for case in CASES]
    assert len(labels) >= 40
    assert min(labels.count("fraud"), labels.count("clean")) >= 18
    assert len({case.name for case in CASES}) == len(CASES)


def test_two_equal_vacancies_in_other_circumstances_are_assessed_each():
    content = VacancyContent(title="Kasir", description="Melayani pembeli")
    copied = msgspec.structs.replace(CONTEXT, copied_from="PT Asal")
    assert assessed(Subject.of(content, CONTEXT)).score == 0
    assert assessed(Subject.of(content, copied)).score == GIVEN.weights["copied_text"]


def test_hosts_are_data_in_one_form(tmp_path: Path):
    for names in (HOSTS.free_mail, HOSTS.shorteners, HOSTS.chats):
        assert all(name == name.lower() and "." in name and "/" not in name for name in names)
    assert not HOSTS.free_mail & HOSTS.shorteners
    wrong = tmp_path / "hosts.toml"
    wrong.write_text('free_mail = ["x.com"]\nothers = []', encoding="utf-8")
    with pytest.raises(msgspec.ValidationError):
        load(wrong)


def test_weights_are_written_with_their_day():
    path = Path(__file__).parents[2] / "chalicelib/validation/fraud/data/weights.1.toml"
    assert tomllib.loads(path.read_text(encoding="utf-8"))["since"] == GIVEN.since


HOSTILE = [
    "like ",
    "a@",
    "[a](https://",
    "http://1.",
    "transfer ",
    "modal 1 ",
    "rekening bca ",
    "foto ktp ",
    "tiket ",
    "kirim otp ",
    "gaji dipotong ",
    "bayar 1 ",
    "1.1",
    "uang dana ",
    "pay first ",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_hostile_text_is_assessed_in_time(unit):
    import time

    hostile = subject((unit * 20_000)[:20_000] + " bayar gaji kirim otp")
    started = time.process_time()
    assessed(hostile)
    assert time.process_time() - started < 0.5
