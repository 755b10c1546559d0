"""Trust: earned by counts, remembered for some minutes, neutral for the unknown; duplicates go by it."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from chalicelib import duplicates, sources, tables
from chalicelib.clock import FixedClock
from chalicelib.duplicates import table as duplicates_table
from chalicelib.identifiers import new_identifier
from chalicelib.sources.scoring import Tally, scored
from chalicelib.vacancies.model import DIRECT, Source
from chalicelib.vacancies.table import item_of
from tests.duplicates.samples import vacancy
from tests.sources.samples import PUBLISHED, REJECTED, lived, new_source

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("store")]
BAD = Tally(accepted=10, rejected=200)


def recorded(source: str, tally: Tally) -> None:
    tables.write(lambda transaction: sources.record(transaction, source, tally))


def test_who_is_not_known_is_met_halfway():
    assert sources.trust(Source(partner=new_source())) == scored(Tally()).value


def test_trust_follows_the_counts_after_some_minutes():
    clock, source = FixedClock(datetime(2026, 5, 5, tzinfo=UTC)), Source(partner=new_source())
    before = sources.trust(source, clock)
    recorded(source.partner, BAD)
    clock.advance(timedelta(minutes=4))
    assert sources.trust(source, clock) == before
    clock.advance(timedelta(minutes=1))
    assert sources.trust(source, clock) == scored(BAD).value < before


def test_direct_posts_of_all_employers_are_one_source():
    sources.follow([(None, lived(PUBLISHED, source=DIRECT)), (None, lived(REJECTED, source=DIRECT))])
    assert sources.quality(DIRECT)[0] == Tally(accepted=1, rejected=1)


def test_of_two_alike_offers_the_one_of_the_better_source_is_canonical():
    good, bad = new_source(), new_source()
    recorded(bad, BAD)
    recorded(good, Tally(accepted=300))
    made = [
        vacancy(0, portal, id=new_identifier("vac"), employer_name="PT Contoh Sumber Tepercaya")
        for portal in (bad, good)
    ]
    # The bad one came first: without trust it would lead.
    made[0] = msgspec.structs.replace(made[0], posted_at=made[0].posted_at - timedelta(days=1))
    for each in made:
        item_of(each).save()
        duplicates.follow(each.id, sources.trust)
    entry = duplicates_table.entries([made[0].id])[made[0].id].entry
    assert entry.cluster is not None
    assert entry.cluster.canonical == made[1].id
    for each in made:
        duplicates.follow(each.id)
    entry = duplicates_table.entries([made[0].id])[made[0].id].entry
    assert entry.cluster is not None
    assert entry.cluster.canonical == made[0].id
