"""What may be accepted: nothing that the tables know, that steers, that is forbidden or too many; and its undoing."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import Conflict, InvalidInput
from chalicelib.learning import accepting
from chalicelib.learning.accepting import with_accepted, without
from chalicelib.learning.effect import extras_of
from chalicelib.learning.exporting import synonyms, titles
from chalicelib.learning.model import Evidence, Learned, Overlay, Proposal, ProposalKind, Target
from search.vocabulary import AskedKind

NOW = datetime(2026, 11, 22, tzinfo=UTC)
CASHIER = Target(kind=AskedKind.OCCUPATION, code="5230")
DRIVER = Target(kind=AskedKind.OCCUPATION, code="8332")
EXCEL = Target(kind=AskedKind.SKILL, code="sk_excel")


def proposal(words="wekwek", kind=ProposalKind.SYNONYM, target=CASHIER):
    return Proposal(
        id=f"prp_{kind}_{words}",
        kind=kind,
        words=words,
        target=target,
        confidence=0.7,
        evidence=Evidence(),
        proposed_at=NOW,
        seen_at=NOW,
    )


def code_of(refusal):
    return [each.code for each in refusal.value.errors]


def test_accepted_words_stand_in_the_overlay():
    changed = with_accepted(Overlay(number=4), proposal(), CASHIER)
    assert changed.number == 5
    assert changed.learned == (
        Learned(proposal_id="prp_synonym_wekwek", words="wekwek", target=CASHIER, weight=0.9, searched=True),
    )


@pytest.mark.parametrize(
    ("kind", "weight", "searched"),
    [
        (ProposalKind.SYNONYM, 0.9, True),
        (ProposalKind.TITLE, 0.9, True),
        (ProposalKind.MISSPELLING, 0.8, True),
        (ProposalKind.SUGGESTION, 0.9, False),
    ],
)
def test_each_kind_takes_its_own_effect(kind, weight, searched):
    (learned,) = with_accepted(Overlay(), proposal(kind=kind), CASHIER).learned
    assert (learned.weight, learned.searched) == (weight, searched)
    meant = extras_of(Overlay(learned=(learned,))).meanings("wekwek")
    assert [(each.code, each.confidence) for each in meant] == ([("5230", weight)] if searched else [])


@pytest.mark.parametrize(
    ("words", "target", "code"),
    [
        ("kasir", CASHIER, "already_known"),
        ("kasir", DRIVER, "contradicts_dictionary"),
        ("excel", CASHIER, "contradicts_dictionary"),
        ("loker", CASHIER, "steers_reading"),
        ("dekat", CASHIER, "steers_reading"),
        ("tanpa", CASHIER, "steers_reading"),
        ("cewek", CASHIER, "forbidden_words"),
        ("slot gacor", CASHIER, "forbidden_words"),
    ],
)
def test_contradictions_are_refused_with_the_reason(words, target, code):
    with pytest.raises(Conflict) as refusal:
        with_accepted(Overlay(), proposal(words), target)
    assert code_of(refusal) == [code]


def test_words_have_one_meaning_at_a_time():
    once = with_accepted(Overlay(), proposal(), CASHIER)
    with pytest.raises(Conflict) as refusal:
        with_accepted(once, proposal(kind=ProposalKind.TITLE), DRIVER)
    assert code_of(refusal) == ["contradicts_learned"]
    assert len(with_accepted(once, proposal(kind=ProposalKind.TITLE), CASHIER).learned) == 2


@pytest.mark.parametrize(
    "target",
    [
        Target(kind=AskedKind.OCCUPATION, code="0000"),
        Target(kind=AskedKind.SKILL, code="5230"),
        Target(kind=AskedKind.REGION, code="99.99"),
        Target(kind=AskedKind.EMPLOYER, code="emp_1"),
    ],
)
def test_a_meaning_that_the_tables_do_not_have_is_named(target):
    with pytest.raises(InvalidInput) as refusal:
        with_accepted(Overlay(), proposal(), target)
    assert [(each.pointer, each.code) for each in refusal.value.errors] == [("/target/code", "unknown_code")]


def test_no_more_than_an_item_holds(monkeypatch):
    monkeypatch.setattr(accepting, "MOST_LEARNED", 1)
    full = with_accepted(Overlay(), proposal(), CASHIER)
    with pytest.raises(Conflict) as refusal:
        with_accepted(full, proposal("wokwok"), CASHIER)
    assert code_of(refusal) == ["too_many"]


WORDS = st.lists(st.sampled_from(["wekwek", "wokwok", "wikwik", "mbok wek"]), unique=True)


@given(WORDS, st.randoms(use_true_random=False))
def test_undoing_leaves_what_there_was_whatever_the_order(words, order):
    overlay = Overlay()
    for each in words:
        overlay = with_accepted(overlay, proposal(each), CASHIER)
    assert [each.words for each in overlay.learned] == sorted(words)
    mixed = list(words)
    order.shuffle(mixed)
    for number, each in enumerate(mixed, 1):
        overlay = without(overlay, proposal(each).id)
        assert {one.words for one in overlay.learned} == set(mixed[number:])
    assert overlay.number == 2 * len(words)


def test_what_was_accepted_goes_into_the_next_edition():
    overlay = Overlay()
    for words, target in (("wokwok", DRIVER), ("wekwek", CASHIER), ("esel", EXCEL), ("eksel pro", EXCEL)):
        overlay = with_accepted(overlay, proposal(words), target)
    assert titles(overlay.learned) == (
        "title\tcode\tweight\tlanguage\tkind\nwekwek\t5230\t0.9\tid\ttitle\nwokwok\t8332\t0.9\tid\ttitle\n"
    )
    assert synonyms(overlay.learned) == "kind\tcode\tsynonyms[]\nskill\tsk_excel\teksel pro; esel\n"


def test_exported_titles_have_the_columns_of_the_table():
    from pathlib import Path

    from chalicelib import reference

    folder = Path(reference.__file__).parent / "data" / "job_titles"
    newest = max(folder.iterdir(), key=lambda path: int(path.stem))
    head = next(line for line in newest.read_text("utf-8").splitlines() if not line.startswith("#"))
    assert titles(()).strip() == head
