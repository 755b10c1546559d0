"""What a partner no longer offers is closed, and a list that lost too much is refused."""

from datetime import UTC, datetime

import pytest

from chalicelib import partners, vacancies
from chalicelib.errors import Conflict, IdempotencyMismatch, NotFound
from chalicelib.idempotency import IdempotencyKey
from chalicelib.vacancies import SourceItem, State
from tests.partners.conftest import SigningPartner

pytestmark = pytest.mark.emulator


def offer(partner: SigningPartner, count: int) -> list[str]:
    items = [
        SourceItem(
            source=vacancies.Source(partner=partner.id, external_id=f"{number:03d}"),
            employer_name="CV Contoh Ikan Segar",
            content=vacancies.VacancyContent(
                title=f"Sopir Truk Ikan {number}",
                description="Mengantar ikan dari pelabuhan ke pasar setiap pagi hari.",
                region="35.78",
            ),
        )
        for number in range(count)
    ]
    vacancies.upsert_many(items, datetime.now(UTC))
    return [f"{number:03d}" for number in range(count)]


def open_ids(partner: SigningPartner) -> set[str]:
    return {vacancy.source.external_id or "" for vacancy in vacancies.of_source(partner.id)}


def test_one_is_removed_and_removing_it_again_changes_nothing(signing_partner):
    offer(signing_partner, 2)
    removed = partners.remove(signing_partner.id, "001")
    assert removed.state is State.CLOSED
    assert partners.remove(signing_partner.id, "001") == removed
    assert open_ids(signing_partner) == {"000"}


def test_nobody_removes_what_another_offers(signing_partner):
    offer(signing_partner, 1)
    stranger = partners.add_partner("Mitra Lain")
    for identifier in ("000", "999"):
        with pytest.raises(NotFound):
            partners.remove(stranger.id, identifier)
    assert open_ids(signing_partner) == {"000"}


def test_a_full_list_closes_what_it_leaves_out_and_names_what_is_not_here(signing_partner):
    names = offer(signing_partner, 10)
    result = partners.apply_snapshot(signing_partner.id, [*names[2:], "new"])
    assert (result.open, result.kept, result.closed, result.unknown) == (10, 8, 2, ("new",))
    assert open_ids(signing_partner) == set(names[2:])
    assert partners.apply_snapshot(signing_partner.id, names[2:]).closed == 0


def test_more_than_a_fifth_is_refused_unless_forced(signing_partner):
    names = offer(signing_partner, 10)
    with pytest.raises(Conflict) as caught:
        partners.apply_snapshot(signing_partner.id, names[3:])
    assert caught.value.errors[0].code == "too_many_gone"
    assert open_ids(signing_partner) == set(names)
    assert partners.apply_snapshot(signing_partner.id, names[3:], force=True).closed == 3
    assert open_ids(signing_partner) == set(names[3:])


def test_an_empty_list_closes_nothing_by_accident(signing_partner):
    offer(signing_partner, 3)
    with pytest.raises(Conflict):
        partners.apply_snapshot(signing_partner.id, [])
    assert partners.apply_snapshot(signing_partner.id, [], force=True).closed == 3
    assert partners.apply_snapshot(signing_partner.id, []).closed == 0


def keyed(partner: SigningPartner, digest: str = "d") -> IdempotencyKey:
    return IdempotencyKey(operation="snapshot", owner=partner.id, key="k", digest=digest)


def test_a_list_that_is_sent_again_closes_nothing_that_came_since(signing_partner):
    names = offer(signing_partner, 10)
    key = keyed(signing_partner)
    first = partners.apply_snapshot(signing_partner.id, [*names[1:], "new"], key=key)
    assert partners.apply_snapshot(signing_partner.id, [*names[1:], "new"], key=key) == first
    offer(signing_partner, 12)
    late = partners.apply_snapshot(signing_partner.id, [*names[1:], "new"], key=key)
    assert (late.open, late.kept, late.closed, late.unknown) == (10, 9, 1, ("new",))
    assert {"010", "011"} <= open_ids(signing_partner), "the list is older than they are"
    with pytest.raises(IdempotencyMismatch):
        partners.apply_snapshot(signing_partner.id, names, key=keyed(signing_partner, "another"))


def test_a_list_that_was_refused_may_be_forced_under_a_new_key_and_its_own_is_free(signing_partner):
    names = offer(signing_partner, 6)
    key = keyed(signing_partner)
    for _ in range(2):
        with pytest.raises(Conflict):
            partners.apply_snapshot(signing_partner.id, names[3:], key=key)
    assert partners.apply_snapshot(signing_partner.id, names[3:], force=True, key=key).closed == 3


def test_a_long_list_of_unknown_ones_fits_beside_its_key(signing_partner):
    names = offer(signing_partner, 2)
    unknown = [f"tak-dikenal-{number:06d}-{'x' * 60}" for number in range(8_000)]
    key = keyed(signing_partner)
    replies = [partners.apply_snapshot(signing_partner.id, [*names, *unknown], key=key) for _ in range(2)]
    assert replies[0] == replies[1]
    assert len(replies[1].unknown) == 8_000
