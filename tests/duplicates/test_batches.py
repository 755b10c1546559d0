"""Vacancies followed together: the same end as one by one, whatever stops or comes in between, and with few calls."""

import random
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bench.calls import dynamodb_calls
from chalicelib import duplicates
from chalicelib.duplicates import batch, blocking, following, resolving, settling, storing, table, turning
from chalicelib.duplicates.batch import cluster, link
from chalicelib.duplicates.blocking import FAMILIES
from chalicelib.duplicates.fingerprinting import fingerprint_of, is_compared
from chalicelib.duplicates.table import EntryItem, Turn
from chalicelib.errors import Unavailable
from chalicelib.identifiers import new_identifier
from chalicelib.vacancies import get, linking
from chalicelib.vacancies.model import State
from chalicelib.vacancies.table import VacancyItem
from tests.duplicates.test_following import change, mixed, stored, text_of, three

SMALL = 4
pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("store")]


@pytest.fixture
def small(monkeypatch):
    """Blocks that are full from five on."""
    for module in (batch, blocking, resolving, storing, table):
        monkeypatch.setattr(module, "FULL", SMALL)


def ids(made):
    return [each.id for each in made]


def links(made):
    """What stands in the vacancies: whom each names, and by whom it is named."""
    found = [get(each.id) for each in made]
    return {each.id: (each.canonical_id, {other.vacancy_id for other in each.also_on}) for each in found}


def wanted(made):
    """The same by the run over all of them, portal by portal."""
    found = {each.id: fingerprint_of(each) for each in (get(each.id) for each in made) if is_compared(each)}
    told = {each.id: (None, set()) for each in made}
    for each in cluster(found.values(), link(list(found.values())).pairs):
        first = {}
        for other in each.others:
            told[other] = (each.canonical, set())
            if found[other].source != found[each.canonical].source:
                first.setdefault(found[other].source, other)
        told[each.canonical] = (None, set(first.values()))
    return told


def consistent(made):
    """Whether entries and marks say what they should, and nothing waits."""
    entries = {name: item.entry for name, item in table.entries(ids(made)).items()}
    assert [name for name, entry in entries.items() if entry.pending is not None or entry.tell] == []
    for key in {key for entry in entries.values() for key in entry.keys}:
        block = table.block(key)
        assert (block.mark.turn if block.mark else None) == (Turn.CLOSED if block.full else None), key
    return True


def test_a_batch_ends_as_the_whole_run():
    made = mixed("Sekaligus Semuanya", 12)
    assert duplicates.follow_many(ids(made)) == {}
    assert links(made) == wanted(made)
    assert consistent(made)


def test_blocks_are_asked_for_once_and_the_rest_is_shared():
    made = [stored("contoh-a", f"Sendiri {number} {'xyz'[number % 3] * 5}") for number in range(20)]
    with dynamodb_calls() as found:
        assert duplicates.follow_many(ids(made)) == {}
    assert found["Query"] <= FAMILIES * len(made)
    assert found["TransactWriteItems"] == len(made) + 1
    assert found.total() - found["Query"] <= len(made) + 6


def test_what_one_vacancy_alone_costs_is_bounded():
    made = stored("contoh-a", "Sendirian Dihitung")
    with dynamodb_calls() as found:
        duplicates.follow(made.id)
    assert found["Query"] == FAMILIES
    assert found.total() <= FAMILIES + 6


def test_again_asks_twice_and_writes_nothing():
    made = three("Ulangan Murah")
    duplicates.follow_many(ids(made))
    with dynamodb_calls() as found:
        assert duplicates.follow_many(ids(made)) == {}
    assert found == {"BatchGetItem": 2}


def test_what_does_not_exist_is_nothing():
    made = stored("contoh-a", "Yang Ada")
    assert duplicates.follow_many([new_identifier("vac"), "", "bukan lowongan", made.id]) == {}
    assert EntryItem.get(made.id).entry.pending is None


def test_one_that_fails_keeps_nobody_waiting(monkeypatch):
    good, bad, other = made = three("Satu Yang Rusak")
    keep = following.keep

    def broken(vacancy, trust, store):
        if vacancy.id == bad.id:
            raise Unavailable
        return keep(vacancy, trust, store)

    monkeypatch.setattr(following, "keep", broken)
    failed = duplicates.follow_many(ids(made))
    assert {name: type(error) for name, error in failed.items()} == {bad.id: Unavailable}
    assert get(other.id).canonical_id == good.id


@pytest.mark.parametrize("step", ["prepare", "settle", "tell", "turn", "finish"])
@pytest.mark.usefixtures("small")
def test_whoever_stops_at_any_step_is_made_good_by_the_next_try(step, monkeypatch):
    """A block becomes full, and a canonical one moves away: both have to reach those who are not in the batch."""
    crowd = [stored(f"contoh-{number}", f"Penuh {step}") for number in range(SMALL)]
    own, *others = three(f"Pindah {step}")
    duplicates.follow_many(ids([*crowd, own, *others]))
    last = stored("contoh-akhir", f"Penuh {step}")
    change(own, content=msgspec.structs.replace(own.content, region="31.71"))
    with monkeypatch.context() as patch:
        place = storing.TableStore if step == "prepare" else following
        patch.setattr(place, step, stopped)
        with pytest.raises(ConnectionError):
            following._follow([last.id, own.id], following.no_opinion)
    made = [*crowd, last, own, *others]
    assert (links(made) == wanted(made)) is (step == "finish")
    assert duplicates.follow_many([last.id, own.id]) == {}
    assert links(made) == wanted(made)
    assert consistent(made)


def stopped(*_):
    raise ConnectionError


@pytest.mark.parametrize("part", ["settle", "tell"])
@pytest.mark.parametrize("way", ["filled", "freed"])
@pytest.mark.usefixtures("small")
def test_a_block_that_was_half_turned_is_turned_wholly(part, way, monkeypatch):
    crowd = [stored(f"contoh-{number}", f"Separuh {part} {way}") for number in range(SMALL)]
    last = stored("contoh-akhir", f"Separuh {part} {way}")
    duplicates.follow_many(ids(crowd if way == "filled" else [*crowd, last]))
    if way == "freed":
        change(last, state=State.CLOSED)
    with monkeypatch.context() as patch:
        patch.setattr(turning, part, stopped)
        with pytest.raises(ConnectionError):
            duplicates.follow(last.id)
    made = [*crowd, last]
    assert links(made) != wanted(made)
    duplicates.follow(last.id)
    assert links(made) == wanted(made)
    assert consistent(made)


def full_but_for_texts(employer, texts):
    """One more than a block of an employer holds; only those with a text are linked, by that."""
    return [
        stored(f"contoh-{number}", employer, **({} if number < texts else {"description": ""}))
        for number in range(SMALL + 1)
    ]


@pytest.mark.parametrize("together", [False, True])
@pytest.mark.usefixtures("small")
def test_who_makes_room_in_a_full_block_is_followed_though_its_mates_stay_there(together):
    """Its own settling meets the block that its own turning opens only afterwards."""
    leaver, mate, *rest = made = full_but_for_texts(f"Memberi Tempat {together}", 2)
    duplicates.follow_many(ids(made))
    assert links(made) == wanted(made)
    assert {mate.id, leaver.id} == {name for name, told in links(made).items() if told != (None, set())}
    change(leaver, content=msgspec.structs.replace(leaver.content, region="31.71"))
    following._follow([leaver.id, mate.id, rest[0].id] if together else [leaver.id], following.no_opinion)
    assert links(made) == wanted(made)
    assert sum(canonical is not None for canonical, _ in links(made).values()) == SMALL - 1
    assert consistent(made)


@pytest.mark.usefixtures("small")
def test_a_mate_that_comes_before_who_makes_room_is_followed_and_opens_the_block():
    """What has left is known; that nobody has turned its block yet fails nobody else."""
    leaver, *others = made = full_but_for_texts("Lebih Dulu", 2)
    duplicates.follow_many(ids(made))
    store = storing.TableStore()
    changed = change(leaver, content=msgspec.structs.replace(leaver.content, region="31.71"))
    assert following.keep(changed, following.no_opinion, store).pending
    change(others[-1], content=msgspec.structs.replace(others[-1].content, pay_maximum=9_000_000))
    duplicates.follow(others[-1].id)
    assert links(others) == wanted(others)
    duplicates.follow(leaver.id)
    assert links(made) == wanted(made)
    assert consistent(made)


@pytest.mark.parametrize("way", ["comes", "goes"])
@pytest.mark.usefixtures("small")
def test_who_comes_or_goes_between_looking_at_a_block_and_marking_it_is_seen(way, monkeypatch):
    """Who comes into a block marked full, or goes from one that is not marked yet, has nothing to turn itself."""
    made = [stored(f"contoh-{number}", f"Menandai {way}") for number in range(SMALL + (way == "comes"))]
    late = stored("contoh-akhir", f"Menandai {way}")
    duplicates.follow_many(ids(made))
    if way == "comes":
        change(made[0], state=State.CLOSED)
    mark, others = table.mark, [late if way == "comes" else made[0]]

    def slow(*arguments):
        if others:
            other = others.pop()
            if way == "goes":
                change(other, state=State.CLOSED)
            duplicates.follow(other.id)
        return mark(*arguments)

    monkeypatch.setattr(table, "mark", slow)
    duplicates.follow(made[0].id if way == "comes" else late.id)
    assert not others
    assert links([*made, late]) == wanted([*made, late])
    assert consistent([*made, late])


@pytest.mark.usefixtures("small")
def test_what_has_to_turn_is_remembered_when_all_is_read_afresh():
    made = [stored(f"contoh-{number}", "Diingat") for number in range(SMALL + 1)]
    store = storing.TableStore()
    store.prepare([following.keep(each, following.no_opinion, store) for each in made])
    full = {key for key, block in store.blocks.items() if block.full}
    assert store.turning == full != set()
    store.forget()
    assert (store.blocks, store.turning) == ({}, full)
    turning.turn((), store)
    assert {key: table.block(key).mark.turn for key in full} == dict.fromkeys(full, Turn.CLOSED)


@pytest.mark.usefixtures("small")
def test_more_than_a_block_holds_in_one_batch_lets_go_of_who_was_linked_before():
    first = [stored(f"contoh-{number}", "Banyak Sekaligus") for number in range(2)]
    duplicates.follow_many(ids(first))
    assert links(first) == wanted(first) != {each.id: (None, set()) for each in first}
    more = [stored(f"contoh-lain-{number}", "Banyak Sekaligus") for number in range(4 * SMALL)]
    duplicates.follow_many(ids(more))
    assert links([*first, *more]) == wanted([*first, *more]) == {each.id: (None, set()) for each in [*first, *more]}
    assert consistent([*first, *more])


@pytest.mark.usefixtures("small")
def test_a_block_that_fills_between_looking_and_writing_links_nobody(monkeypatch):
    """The mark is part of what a link is committed under."""
    made = [stored(f"contoh-{number}", "Terisi Di Antara") for number in range(SMALL)]
    late = [stored(f"contoh-lain-{number}", "Terisi Di Antara") for number in range(SMALL)]
    commit, others = settling.commit, [late]

    def slow(*arguments):
        if others:
            duplicates.follow_many(ids(others.pop()))
        return commit(*arguments)

    monkeypatch.setattr(settling, "commit", slow)
    assert duplicates.follow_many(ids(made)) == {}
    assert links([*made, *late]) == wanted([*made, *late])
    assert consistent([*made, *late])


def test_who_comes_between_looking_and_writing_is_seen(monkeypatch):
    own, public, partner = made = three("Datang Di Antara")
    commit, others = settling.commit, [own]

    def slow(*arguments):
        if others:
            duplicates.follow(others.pop().id)
        return commit(*arguments)

    monkeypatch.setattr(settling, "commit", slow)
    duplicates.follow_many([public.id, partner.id])
    assert links(made) == wanted(made)


def test_newer_links_of_another_worker_are_not_written_over(monkeypatch):
    """One reads the entries, another settles and tells anew, then the first writes: that is looked at again."""
    own, public, partner = made = three("Tautan Lebih Baru")
    duplicates.follow_many([public.id, partner.id])
    replace, others = linking.table.replace, [own]

    def slow(*arguments):
        if others:
            duplicates.follow(others.pop().id)
        return replace(*arguments)

    change(partner, content=msgspec.structs.replace(partner.content, contact_url="https://baru.example/1"))
    monkeypatch.setattr(linking.table, "replace", slow)
    duplicates.follow(partner.id)
    assert not others
    assert links(made) == wanted(made)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("seed", range(2))
def test_batches_at_the_same_time_end_as_the_whole_run(seed):
    made = [*mixed(f"Serempak {'ab'[seed] * 5}", 8), *(stored(f"contoh-{n}", f"Ramai {seed}") for n in range(7))]
    arrivals = ids(made) * 2
    random.Random(seed).shuffle(arrivals)
    parts = [arrivals[at : at + 6] for at in range(0, len(arrivals), 6)]
    with ThreadPoolExecutor(4) as pool:
        failed = {name for result in pool.map(duplicates.follow_many, parts) for name in result}
    assert duplicates.follow_many(sorted(failed)) == {}
    assert links(made) == wanted(made)
    assert consistent(made)


STEPS = st.lists(
    st.tuples(st.integers(0, 6), st.sampled_from(["follow", "close", "open", "move", "back", "title"])),
    min_size=4,
    max_size=14,
)


SIX_COME_AND_TWO_MOVE = [*((number, "follow") for number in (1, 6, 5, 4, 3, 0)), (6, "move"), (0, "move")]


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@example(steps=SIX_COME_AND_TWO_MOVE, size=1, seed=2)
@given(steps=STEPS, size=st.integers(1, 5), seed=st.integers(0, 10**6))
@pytest.mark.usefixtures("small")
def test_any_changes_in_any_batches_end_as_the_whole_run(steps, size, seed):
    """Vacancies come, close, open and change; messages come in batches of any size, late and repeated."""
    employer = f"Sifat {new_identifier('emp')}"
    draw = random.Random(seed)
    made = [
        stored(f"contoh-{number}", employer, description=draw.choice([text_of(employer), ""])) for number in range(7)
    ]
    waiting = []
    for number, what in steps:
        each = get(made[number].id)
        moved = {"move": {"region": "31.71"}, "back": {"region": "32.73"}, "title": {"title": "Sopir Truk"}}.get(what)
        if what in ("close", "open"):
            change(each, state=State.CLOSED if what == "close" else State.PUBLISHED)
        elif moved is not None:
            change(each, content=msgspec.structs.replace(each.content, **moved))
        waiting.append(each.id)
        if len(waiting) >= size:
            assert duplicates.follow_many(waiting) == {}
            waiting = draw.sample(waiting, draw.randrange(len(waiting)))
    rest = [*waiting, *ids(made)]
    draw.shuffle(rest)
    for at in range(0, len(rest), size):
        assert duplicates.follow_many(rest[at : at + size]) == {}
    assert links(made) == wanted(made)
    assert consistent(made)


def test_a_vacancy_that_vanished_is_told_nothing():
    own, public, _ = three("Hilang Begitu Saja")
    VacancyItem.get(public.id).delete()
    assert linking.link([own.id, public.id], lambda names: dict.fromkeys(names, linking.Links())) == ()
