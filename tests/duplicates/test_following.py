"""Duplicates on the tables: whatever comes, in whatever order and how often, the vacancies end up linked alike."""

import random
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest

from chalicelib import duplicates
from chalicelib.duplicates import blocking, following, resolving, settling, storing, table
from chalicelib.duplicates.batch import cluster, link
from chalicelib.duplicates.fingerprinting import fingerprint_of
from chalicelib.duplicates.keeping import keep
from chalicelib.duplicates.storing import TableStore
from chalicelib.duplicates.table import EntryItem
from chalicelib.identifiers import new_identifier
from chalicelib.vacancies import get
from chalicelib.vacancies import storing as vacancy_storing
from chalicelib.vacancies.model import AlsoOn, Channel, State, Vacancy
from chalicelib.vacancies.table import item_of, load
from tests.duplicates.samples import vacancy

SMALL = 6
pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("any_store")]


def text_of(employer: str) -> str:
    """A text of the employer's own: tests share tables, and a text in all of them would fill its blocks."""
    draw = random.Random(employer)
    return " ".join("".join(draw.choices("aeioubdgklmnprst", k=6)) for _ in range(60))


def stored(portal: str, employer: str, **changes) -> Vacancy:
    """A new vacancy in the table, not followed yet."""
    usual = {"description": text_of(employer)} | changes
    made = vacancy(0, portal, id=new_identifier("vac"), **{"employer_name": employer} | usual)
    item_of(made).save()
    return made


def change(made: Vacancy, **changes) -> Vacancy:
    """The vacancy changed in the table as a use case does it, under a new revision."""
    item = load(made.id)
    after = msgspec.structs.replace(item.vacancy, revision=item.vacancy.revision + 1, recoded_from=None, **changes)
    item_of(after, item.version).save()
    return after


def three(employer: str) -> list[Vacancy]:
    """One job on three portals, best first: the employer's own, a public one, a partner's."""
    return [
        stored("", employer),
        stored("contoh-publik", employer, channel=Channel.PUBLIC),
        stored("contoh-a", employer, contact_url="https://contoh-a.example/1"),
    ]


def test_the_others_name_the_canonical_one_and_it_names_their_portals():
    own, public, partner = three("Tiga Sumber")
    for each in (partner, own, public):
        duplicates.follow(each.id)
    assert get(own.id).also_on == (
        AlsoOn(partner="contoh-publik", vacancy_id=public.id, url="https://karya-sentosa.example/lamar"),
        AlsoOn(partner="contoh-a", vacancy_id=partner.id, url="https://contoh-a.example/1"),
    )
    assert get(own.id).canonical_id is None
    assert [get(each.id).canonical_id for each in (public, partner)] == [own.id, own.id]
    assert get(partner.id).also_on == ()


def test_linking_is_no_edit():
    own, *others = three("Bukan Suntingan")
    for each in (own, *others):
        duplicates.follow(each.id)
    after = get(own.id)
    assert after.revision > own.revision
    assert (after.content, after.history, after.updated_at) == (own.content, own.history, own.updated_at)
    changed = vacancy_storing.change(
        own.id, lambda present: msgspec.structs.replace(present, applications=1), expected=own.revision
    )
    assert changed.applications == 1


def test_again_writes_nothing():
    made = three("Sekali Lagi")
    for each in made:
        duplicates.follow(each.id)
    before = [(get(each.id).revision, EntryItem.get(each.id).version) for each in made]
    for each in made * 2:
        duplicates.follow(each.id)
    assert [(get(each.id).revision, EntryItem.get(each.id).version) for each in made] == before


def test_when_the_canonical_one_closes_the_next_takes_its_place():
    own, public, partner = three("Tutup Satu")
    for each in (own, public, partner):
        duplicates.follow(each.id)
    change(own, state=State.FILLED)
    duplicates.follow(own.id)
    assert (get(own.id).canonical_id, get(own.id).also_on) == (None, ())
    assert [each.partner for each in get(public.id).also_on] == ["contoh-a"]
    assert get(public.id).canonical_id is None
    assert get(partner.id).canonical_id == public.id
    change(own, state=State.PUBLISHED)
    duplicates.follow(own.id)
    assert [get(each.id).canonical_id for each in (own, public, partner)] == [None, own.id, own.id]


def test_a_changed_vacancy_leaves_its_cluster():
    own, public, partner = three("Pindah Kota")
    for each in (own, public, partner):
        duplicates.follow(each.id)
    change(public, content=msgspec.structs.replace(public.content, region="31.71"))
    duplicates.follow(public.id)
    assert [each.partner for each in get(own.id).also_on] == ["contoh-a"]
    assert get(public.id).canonical_id is None


def test_one_portal_is_named_once_and_its_own_repeats_are_no_other_portal():
    own = stored("contoh-x", "Berulang", channel=Channel.PUBLIC)
    again = stored("contoh-x", "Berulang")
    elsewhere = [stored("contoh-y", "Berulang") for _ in range(2)]
    for each in (own, again, *elsewhere):
        duplicates.follow(each.id)
    assert [each.partner for each in get(own.id).also_on] == ["contoh-y"]
    assert {get(each.id).canonical_id for each in (again, *elsewhere)} == {own.id}


def linked_as(made: list[Vacancy]) -> dict[str, str | None]:
    return {each.id: get(each.id).canonical_id for each in made}


def expected(made: list[Vacancy]) -> dict[str, str | None]:
    """What the whole run says of the same vacancies."""
    found = [fingerprint_of(each) for each in made]
    canonical = {other: each.canonical for each in cluster(found, link(found).pairs) for other in each.others}
    return {each.id: canonical.get(each.id) for each in made}


def mixed(employer: str, count: int = 9) -> list[Vacancy]:
    draw = random.Random(4)
    return [
        stored(
            draw.choice(["", "contoh-a", "contoh-b", "contoh-c"]),
            employer,
            employer_name=draw.choice([employer, f"PT {employer} Tbk"]),
            title=draw.choice(["Kasir Minimarket", "Loker Kasir Minimarket", "Kasir Minimarket Malam Toko"]),
            region=draw.choice(["32.73", "32", "32.71"]),
            description=draw.choice([text_of(employer), text_of(employer)[:160], text_of(employer[::-1])]),
        )
        for _ in range(count)
    ]


@pytest.mark.parametrize("seed", range(3))
def test_every_order_with_repeats_ends_as_the_whole_run(seed):
    made = mixed(f"Urutan {'abc'[seed] * 6}")
    arrivals = made * 2
    random.Random(seed).shuffle(arrivals)
    for each in arrivals:
        duplicates.follow(each.id)
    assert linked_as(made) == expected(made)


def test_workers_at_the_same_time_end_as_the_whole_run():
    made = mixed("Bersamaan Sekali", 8)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(duplicates.follow, [each.id for each in made]))
    assert linked_as(made) == expected(made)


def test_what_comes_late_changes_nothing():
    made = stored("contoh-a", "Terlambat")
    newer = change(made, content=msgspec.structs.replace(made.content, title="Pramuniaga"))
    keep(newer, lambda source: 0.5, TableStore())
    kept = keep(made, lambda source: 0.5, TableStore())
    assert kept.fingerprint is not None
    assert kept.fingerprint.title == ("pramuniaga",)


def test_a_worker_that_stopped_halfway_is_made_good_by_the_next_try(monkeypatch):
    own, public, partner = three("Setengah Jalan")
    duplicates.follow(public.id)
    duplicates.follow(partner.id)
    with monkeypatch.context() as patch:
        patch.setattr(settling, "link", broken)
        with pytest.raises(ConnectionError):
            duplicates.follow(own.id)
    assert get(partner.id).canonical_id == public.id
    duplicates.follow(own.id)
    assert linked_as([own, public, partner]) == {own.id: None, public.id: own.id, partner.id: own.id}


def broken(*_) -> None:
    raise ConnectionError


def small_blocks(monkeypatch) -> None:
    """Let blocks be full from fewer on."""
    for module in (table, resolving, storing, blocking):
        monkeypatch.setattr(module, "FULL", SMALL)


def test_a_block_that_becomes_full_lets_go_of_all_and_takes_them_back(monkeypatch):
    """One more than a block holds, on as many portals: then nobody is compared, and one fewer again all are."""
    small_blocks(monkeypatch)
    made = [stored(f"contoh-{number}", "Blok Penuh Sekali") for number in range(SMALL)]
    assert duplicates.follow_many([each.id for each in made]) == {}
    assert sum(value is not None for value in linked_as(made).values()) == SMALL - 1
    last = stored("contoh-akhir", "Blok Penuh Sekali")
    duplicates.follow(last.id)
    assert set(linked_as([*made, last]).values()) == {None}
    change(last, state=State.WITHDRAWN)
    duplicates.follow(last.id)
    assert sum(value is not None for value in linked_as(made).values()) == SMALL - 1


def test_leaving_the_comparison_leaves_every_block():
    made = stored("contoh-a", "Keluar Blok")
    duplicates.follow(made.id)
    keys = EntryItem.get(made.id).entry.keys
    assert all(made.id in table.block(key).members for key in keys)
    change(made, state=State.HELD)
    duplicates.follow(made.id)
    assert not any(made.id in table.block(key).members for key in keys)
    assert EntryItem.get(made.id).entry.fingerprint is None


def test_what_is_not_there_changes_nothing():
    duplicates.follow(new_identifier("vac"))


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        (None, vacancy(), True),
        (vacancy(), None, True),
        (vacancy(), vacancy(), False),
        (vacancy(), vacancy(applications=3, revision=9), False),
        (vacancy(), vacancy(canonical_id="vac_x", also_on=(AlsoOn(partner="a", vacancy_id="vac_y"),)), False),
        (vacancy(), vacancy(state=State.CLOSED), True),
        (vacancy(state=State.DRAFT), vacancy(state=State.HELD), False),
        (vacancy(), vacancy(title="Sopir"), True),
        (vacancy(), vacancy(pay_minimum=1), True),
        (None, vacancy(state=State.DRAFT), False),
    ],
)
def test_only_changes_of_what_is_compared_are_followed(before, after, wanted):
    assert following.concerns(before, after) is wanted
