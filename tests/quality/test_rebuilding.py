"""Counting anew from the table equals what was counted as it happened, mends what drifted, and disturbs nobody."""

import random

import pytest

from chalicelib import quality, tables
from chalicelib.quality import following, rebuilding, table
from chalicelib.quality.following import scope_of_kind, scope_of_source
from chalicelib.quality.model import added
from chalicelib.tables import ConditionRefused
from chalicelib.vacancies.table import VacancyItem, item_of, load
from tests.quality.samples import Change, changes_of, handed_in, life, new_source, next_of

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("any_store")]


@pytest.fixture(autouse=True)
def nothing_else():
    """Tables without what other tests left there."""
    for model in (VacancyItem, table.MarkItem, table.CountsItem):
        for item in model.scan():
            item.delete(add_version_condition=False)
    following._listed.clear()


@pytest.fixture
def source() -> str:
    return new_source()


def everything() -> dict[tuple[str, str], dict[str, int]]:
    """All that is counted in the generation that is read."""
    current = f"{table.generations().current}#"
    found: dict[tuple[str, str], dict[str, int]] = {}
    for item in table.CountsItem.scan():
        if item.pk.startswith(current):
            place = (item.pk.removeprefix(current).rpartition("#")[0], item.period)
            found[place] = added(found.get(place, {}), table.counts_in(item))
    return {place: counts for place, counts in found.items() if counts}


def stored(*vacancies) -> None:
    for each in vacancies:
        version = load(each.id).version if VacancyItem.count(each.id) else None
        item_of(each, version).save()


def lived(source: str, number: int = 4) -> list[Change]:
    """What the stream tells of some lives; the table has how they ended."""
    chance = random.Random(source)
    lives = [life(source, day=chance.randrange(5))[: chance.randint(1, 5)] for _ in range(number)]
    stored(*(each[-1] for each in lives))
    told = [change for each in lives for change in changes_of(each)]
    chance.shuffle(told)
    return told


def test_counting_anew_equals_what_was_counted_as_it_happened(source):
    quality.follow([*lived(source), *lived(new_source())])
    before = everything()
    done = quality.rebuild()
    assert before
    assert everything() == before
    assert (done.vacancies, done.generation) == (8, 2)
    assert table.generations() == table.Generations(current=2)
    assert source in table.sources(2)


def test_what_was_never_told_is_counted(source):
    told = lived(source)
    quality.rebuild()
    counted = everything()
    quality.follow(told)
    assert everything() == counted
    assert (scope_of_source(source), "2026-05-04") in counted or counted


def test_what_drifted_is_mended_and_the_old_is_dropped(source):
    quality.follow(lived(source))
    before = everything()
    tables.write(
        lambda transaction: table.count(transaction, 1, scope_of_kind("partner"), "2026-05-04", {"vacancies": 7})
    )
    assert everything() != before
    done = quality.rebuild()
    assert everything() == before
    assert done.dropped > 0
    assert not [item for item in (*table.MarkItem.scan(), *table.CountsItem.scan()) if item.pk.startswith("1#")]


def test_changes_go_on_while_it_is_counted_anew(source):
    first = [handed_in(source) for _ in range(6)]
    stored(*first)
    quality.follow([(None, each) for each in first])
    now = {each.id: each for each in first}

    def meanwhile(counted: int, _: int | None) -> None:
        for each in list(now.values()):
            changed = next_of(each, canonical_id=None if each.canonical_id else "vac_other")
            stored(changed)
            quality.follow([(each, changed)])
            now[each.id] = changed
        new = handed_in(source, day=counted)
        stored(new)
        quality.follow([(None, new)])
        now[new.id] = new

    quality.rebuild(meanwhile)
    counted = everything()
    quality.rebuild()
    assert everything() == counted
    (row,) = [
        counts for (scope, day), counts in counted.items() if (scope, day) == (scope_of_source(source), "2026-05-04")
    ]
    assert (row["vacancies"], row.get("uniqueness_job_good", 0)) == (6, 0)


def test_a_change_between_the_tables_page_and_the_stream_is_counted_once(source):
    old = handed_in(source)
    new = next_of(old, canonical_id="vac_other")
    quality.follow([(None, old)])
    stored(new)
    quality.rebuild()
    quality.follow([(None, old), (old, new)])
    (row,) = [counts for (scope, _), counts in everything().items() if scope == scope_of_source(source)]
    assert (row["vacancies"], row["uniqueness_job_of"], row.get("uniqueness_job_good", 0)) == (1, 1, 0)


def test_a_run_that_was_broken_off_is_taken_up(source, monkeypatch):
    quality.follow(lived(source, 6))
    before = everything()
    monkeypatch.setattr(rebuilding, "PAGE", 2)

    def stops(counted: int, _: int | None) -> None:
        if counted == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        quality.rebuild(stops)
    assert table.generations() == table.Generations(current=1, coming=2)
    assert everything() == before
    quality.rebuild()
    assert everything() == before
    assert table.generations() == table.Generations(current=2)


def test_rules_that_have_changed_count_by_the_new_ones_after_it(source, monkeypatch):
    quality.follow(lived(source))
    before = everything()
    monkeypatch.setitem(following.measured.__globals__["CHECKS"], "validity_title", lambda _: False)
    quality.rebuild()
    after = everything()
    assert before != after
    assert all(not counts.get("validity_title_good") for counts in after.values())


def test_of_an_empty_table_nothing_is_counted(source):
    quality.follow([(None, handed_in(source))])
    assert quality.rebuild().vacancies == 0
    assert {scope for scope, _ in everything()} == set()


def test_generations_are_not_replaced_by_who_read_others():
    old = table.generations()
    table.replace_generations(old, table.Generations(current=1, coming=2))
    with pytest.raises(ConditionRefused):
        table.replace_generations(old, table.Generations(current=9))
