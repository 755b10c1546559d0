"""A partner's vacancies in the table: outcomes, claims, races, removal."""

import threading
from datetime import timedelta

import msgspec
import pytest

from chalicelib import employers, vacancies
from chalicelib.clock import FixedClock
from chalicelib.errors import InvalidInput, NotFound
from chalicelib.vacancies import storing
from chalicelib.vacancies.model import Source, State
from chalicelib.vacancies.planning import SourceItem, UpsertKind
from chalicelib.validation.model import Severity
from tests.vacancies.samples import NOW, finding, pushed

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("any_store")]
LATER = NOW + timedelta(days=1)
CLOCK = FixedClock(NOW)


def kinds(items: list[SourceItem], now=NOW) -> list[UpsertKind]:
    return [outcome.kind for outcome in vacancies.upsert_many(items, now)]


def test_a_batch_larger_than_a_transaction_has_an_outcome_for_each():
    items = [pushed(str(number), "par_batch") for number in range(130)]
    outcomes = vacancies.upsert_many(items, NOW)
    assert [outcome.kind for outcome in outcomes] == [UpsertKind.CREATED] * 130
    found = vacancies.get_many(outcome.vacancy_id for outcome in outcomes)
    for item, outcome in zip(items, outcomes, strict=True):
        stored = found[outcome.vacancy_id]
        assert (stored.source, stored.state) == (item.source, State.PUBLISHED)
    assert kinds(items) == [UpsertKind.UNCHANGED] * 130


def test_each_item_has_its_own_outcome():
    vacancies.upsert_many([pushed("same", "par_own"), pushed("changed", "par_own")], NOW)
    items = [
        pushed("same", "par_own"),
        pushed("changed", "par_own", hours=20),
        pushed("new", "par_own"),
        pushed("copy", "par_own", title="Kasir same"),
        pushed("held", "par_own", findings=(finding(Severity.HOLD),)),
        pushed("bad", "par_own", findings=(finding(Severity.REJECT),)),
    ]
    assert kinds(items, LATER) == [
        UpsertKind.UNCHANGED,
        UpsertKind.UPDATED,
        UpsertKind.CREATED,
        UpsertKind.DUPLICATE_OF,
        UpsertKind.HELD,
        UpsertKind.REJECTED,
    ]


def test_items_of_one_batch_see_each_other():
    first, again, copy, *_ = vacancies.upsert_many(
        [
            pushed("x", "par_see"),
            pushed("x", "par_see", hours=20),
            pushed("y", "par_see", title="Kasir x"),
        ],
        NOW,
    )
    assert [first.kind, again.kind, copy.kind] == [
        UpsertKind.CREATED,
        UpsertKind.UPDATED,
        UpsertKind.DUPLICATE_OF,
    ]
    assert first.vacancy_id == again.vacancy_id == copy.vacancy_id
    assert vacancies.get(first.vacancy_id).content.hours == 20


def test_partners_do_not_disturb_each_other():
    assert kinds([pushed("x", "par_left"), pushed("x", "par_right")]) == [UpsertKind.CREATED] * 2


def test_writers_at_the_same_time_make_one_vacancy():
    barrier = threading.Barrier(4)
    outcomes = []

    def push() -> None:
        barrier.wait(10)
        outcomes.extend(vacancies.upsert_many([pushed(str(place), "par_race") for place in range(10)], NOW))

    threads = [threading.Thread(target=push) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(outcomes) == 40
    assert len({outcome.vacancy_id for outcome in outcomes}) == 10
    assert [outcome.kind for outcome in outcomes].count(UpsertKind.CREATED) == 10
    assert len(list(vacancies.of_source("par_race"))) == 10


def test_a_removed_vacancy_gives_its_text_back_and_may_come_again():
    (made,) = vacancies.upsert_many([pushed("a", "par_gone")], NOW)
    closed = vacancies.remove_from_source(Source(partner="par_gone", external_id="a"), clock=CLOCK)
    assert (closed.id, closed.state) == (made.vacancy_id, State.CLOSED)
    assert list(vacancies.of_source("par_gone")) == []
    assert kinds([pushed("b", "par_gone", title="Kasir a")]) == [UpsertKind.CREATED]
    assert kinds([pushed("a", "par_gone")], LATER) == [UpsertKind.DUPLICATE_OF]
    (again,) = vacancies.upsert_many([pushed("a", "par_gone", title="Kasir lain")], LATER)
    assert (again.kind, again.vacancy_id) == (UpsertKind.UPDATED, made.vacancy_id)


def test_removing_twice_changes_nothing_and_removing_the_unknown_is_not_found():
    vacancies.upsert_many([pushed("a", "par_twice")], NOW)
    once = vacancies.remove_from_source(Source(partner="par_twice", external_id="a"), clock=CLOCK)
    assert vacancies.remove_from_source(Source(partner="par_twice", external_id="a")) == once
    with pytest.raises(NotFound):
        vacancies.remove_from_source(Source(partner="par_twice", external_id="b"), clock=CLOCK)
    with pytest.raises(InvalidInput):
        vacancies.remove_from_source(Source(partner="par_twice"))


def test_a_push_that_was_under_way_does_not_bring_back_what_was_removed():
    (made,) = vacancies.upsert_many([pushed("a", "par_late")], NOW)
    vacancies.remove_from_source(Source(partner="par_late", external_id="a"), clock=FixedClock(LATER))
    assert kinds([pushed("a", "par_late", hours=20)], NOW + timedelta(hours=1)) == [UpsertKind.UNCHANGED]
    assert vacancies.get(made.vacancy_id).state is State.CLOSED


def test_a_source_lists_what_it_offers_held_ones_too():
    items = [pushed(str(number), "par_list") for number in range(30)]
    items.append(pushed("held", "par_list", findings=(finding(Severity.HOLD),)))
    vacancies.upsert_many(items, NOW)
    vacancies.remove_from_source(Source(partner="par_list", external_id="7"))
    offered = {vacancy.source.external_id for vacancy in vacancies.of_source("par_list")}
    assert offered == {item.source.external_id for item in items} - {"7"}


def test_one_employer_for_each_partner_and_name():
    outcomes = vacancies.upsert_many(
        [
            pushed("a", "par_names", "PT Maju Jaya"),
            pushed("b", "par_names", "pt  MAJU jaya"),
            pushed("c", "par_names", "PT Lain"),
            pushed("a", "par_names2", "PT Maju Jaya"),
        ],
        NOW,
    )
    found = [vacancies.get(outcome.vacancy_id).employer_id for outcome in outcomes]
    assert found[0] == found[1] == employers.unclaimed_identifier("par_names", "PT Maju Jaya")
    assert len(set(found)) == 3
    record = employers.stored(found[0]).employer
    assert (record.name, record.members, record.partner) == ("PT Maju Jaya", (), "par_names")


def test_everything_stored_is_read_with_its_version():
    (made,) = vacancies.upsert_many([pushed("a", "par_all")], NOW)
    vacancies.upsert_many([pushed("a", "par_all", hours=20)], NOW)
    found = {vacancy.id: version for vacancy, version in vacancies.stored()}
    assert found[made.vacancy_id] == 2


def test_what_is_due_expires_once():
    (due, kept) = vacancies.upsert_many(
        [pushed("due", "par_due", expires_at=NOW + timedelta(days=2)), pushed("kept", "par_due")], NOW
    )
    assert vacancies.take_off_due(FixedClock(NOW + timedelta(days=1))) == 0
    clock = FixedClock(NOW + timedelta(days=3))
    assert vacancies.take_off_due(clock) == 1
    assert vacancies.take_off_due(clock) == 0
    assert vacancies.get(due.vacancy_id).state is State.EXPIRED
    assert vacancies.get(kept.vacancy_id).state is State.PUBLISHED
    assert vacancies.get(due.vacancy_id).history[-1].by == "machine"


def test_what_was_not_mended_in_time_is_held_and_what_was_cleared_stays():
    text = "Melayani pelanggan dan menghitung kas setiap hari. Wanita, usia maksimal 27 tahun."
    asked, cleared = (
        msgspec.structs.replace(pushed(name, "par_mend", description=text), findings=None)
        for name in ("asked", "cleared")
    )
    first, second = vacancies.upsert_many([asked, cleared], NOW)
    assert {finding.severity for finding in first.findings} >= {Severity.MEND}
    storing.change(second.vacancy_id, lambda vacancy: msgspec.structs.replace(vacancy, cleared=True))
    assert vacancies.take_off_due(FixedClock(NOW + timedelta(days=13))) == 0
    assert vacancies.take_off_due(FixedClock(NOW + timedelta(days=16))) == 1
    held = vacancies.get(first.vacancy_id)
    assert (held.state, held.history[-1].by) == (State.HELD, "machine")
    assert vacancies.get(second.vacancy_id).state is State.PUBLISHED
