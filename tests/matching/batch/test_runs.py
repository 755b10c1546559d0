"""Parts and their joining: the same bytes for any cut and order; damage is found and mended; nothing is taken twice."""

import random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.matching.batch import manifest as manifests
from chalicelib.matching.batch.blocks import decode_offers, decode_people, digest, encode_offers, encode_people
from chalicelib.matching.batch.errors import BatchError, Damaged
from chalicelib.matching.batch.joining import CONTENTS, join
from chalicelib.matching.batch.manifest import MANIFEST, MARKET, block_name, opened, part_name, prepare
from chalicelib.matching.batch.results import Results
from chalicelib.matching.batch.rows import ROW
from chalicelib.matching.batch.runs import current_results, current_run, finish, run_name, run_store
from chalicelib.matching.batch.working import bench, missing, part, work
from chalicelib.matching.model import Seeker
from chalicelib.matching.world import KNOWLEDGE
from tests.indexing.fakes import NOW as MOMENT
from tests.matching import makers
from tests.matching.batch import worlds
from tests.matching.batch.memory import Memory


@settings(max_examples=25)
@given(people=worlds.populations, demands=worlds.markets, data=st.data())
def test_any_cut_in_any_order_gives_the_same_bytes(people, demands, data):
    whole = Memory()
    join(whole, worlds.run_of(whole, worlds.offers(demands), people, 100))
    cut = Memory()
    manifest = prepare(cut, worlds.offers(demands), people, worlds.NOW, data.draw(st.integers(1, 5)))
    for number in data.draw(st.permutations([block.number for block in manifest.blocks])):
        work(cut, manifest, number)
    join(cut, manifest)
    assert cut.results() == whole.results()


def test_the_result_is_the_on_line_scorers():
    offers, people = worlds.small_country(700, 40)
    store = Memory()
    join(store, worlds.run_of(store, offers, people, 123))
    results = Results(store)
    demands = [offer.demand for offer in offers]
    for seeker in people[::50]:
        expected = worlds.by_pairs(seeker, demands, KNOWLEDGE)
        found = Results(store, _at(worlds.NOW)).of(seeker.id)
        assert [(each.vacancy_id, each.score) for each in found] == [(each.vacancy_id, each.score) for each in expected]
        assert [each.reasons for each in found] == [tuple(one.code for one in each.reasons) for each in expected]
        assert [each.gaps for each in found] == [tuple(one.code for one in each.gaps) for each in expected]
    assert [person for person, _ in results.everybody()] == [seeker.id for seeker in people]


@given(worlds.populations, worlds.markets)
def test_blocks_come_back(people, demands):
    assert decode_people(encode_people(people)) == people
    assert decode_offers(encode_offers(worlds.offers(demands))) == worlds.offers(demands)


@given(st.lists(makers.seekers, max_size=3), st.randoms(use_true_random=False))
def test_the_same_people_are_the_same_bytes(people, chance):
    mixed = [
        msgspec.structs.replace(seeker, skills=frozenset(chance.sample(sorted(seeker.skills), len(seeker.skills))))
        for seeker in people
    ]
    assert encode_people(mixed) == encode_people(people)


def test_a_block_holds_identifiers_and_codes_only():
    assert set(Seeker.__struct_fields__) == {
        *("id", "skills", "jobs", "wished_occupations", "education_rank", "languages", "licences", "place"),
        *("wished_regions", "willing_to_move", "remote", "pay_minimum", "employment_types"),
    }


def test_vacancies_are_laid_out_once_for_all_parts():
    offers, people = worlds.small_country(9)
    store = Memory()
    manifest = prepare(store, offers, people, worlds.NOW, 4)
    ready = bench(store, manifest)
    store.files.pop(MARKET)
    work(store, manifest, 1, ready)
    assert part(store, manifest, manifest.blocks[1]) is not None
    with pytest.raises(Damaged, match=MARKET):
        work(store, manifest, 2)


@pytest.fixture
def done():
    offers, people = worlds.small_country(11)
    store = Memory()
    return store, worlds.run_of(store, offers, people, 4)


def _turned(content, place):
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


@pytest.mark.parametrize("place", [0, 12, 200, -1, -ROW])
def test_a_damaged_part_is_found_and_done_again(done, place):
    store, manifest = done
    whole = store.files[part_name(1)]
    store.files[part_name(1)] = _turned(whole, place % len(whole))
    assert missing(store, manifest) == [1]
    with pytest.raises(BatchError, match="part 1 is missing"):
        join(store, manifest)
    work(store, manifest, 1)
    assert store.files[part_name(1)] == whole


@pytest.mark.parametrize("kept", [0, 1, 50, 1_000, -1])
def test_a_part_that_was_cut_off_is_found(done, kept):
    store, manifest = done
    store.files[part_name(2)] = store.files[part_name(2)][:kept]
    assert missing(store, manifest) == [2]


def test_a_part_in_the_place_of_another_is_found(done):
    store, manifest = done
    store.files[part_name(0)] = store.files[part_name(1)]
    assert missing(store, manifest) == [0]


def test_a_part_of_another_run_is_found(done):
    store, manifest = done
    later = msgspec.structs.replace(manifest, made_at=manifest.made_at + 1)
    assert missing(store, later) == [0, 1, 2]


def test_what_is_not_yet_there_is_missing(done):
    store, manifest = done
    store.files.pop(part_name(2))
    assert missing(store, manifest) == [2]


@pytest.mark.parametrize("name", [MARKET, block_name(0)])
def test_damaged_people_or_vacancies_are_not_worked_on(done, name):
    store, manifest = done
    store.files[name] = _turned(store.files[name], 30)
    with pytest.raises(Damaged, match=name):
        work(store, manifest, 0)


@pytest.mark.parametrize("decode", [decode_people, decode_offers])
@pytest.mark.parametrize("content", [b"", b"no block", encode_people([])[:-3]])
def test_what_is_no_block_is_damaged(decode, content):
    with pytest.raises(Damaged, match="cannot be read"):
        decode(content)


def test_people_out_of_order_are_refused():
    _, people = worlds.small_country(3)
    for wrong in (list(reversed(people)), [people[0], people[0]]):
        with pytest.raises(BatchError, match="does not come after"):
            prepare(Memory(), [], wrong, worlds.NOW)


def test_a_run_is_there_when_all_of_it_is(done):
    store, manifest = done
    assert opened(store) == manifest
    store.files.pop(MANIFEST)
    with pytest.raises(BatchError, match="no run here"):
        opened(store)


@pytest.mark.parametrize("what", ["formula", "tables"])
def test_a_run_of_another_formula_is_not_gone_on_with(done, what, monkeypatch):
    store, _ = done
    monkeypatch.setattr(manifests, what, lambda: "another")
    with pytest.raises(BatchError, match="have changed"):
        opened(store)


def test_formula_and_tables_are_told_by_their_files():
    assert len({manifests.formula(), manifests.tables(), digest(b"")}) == 3
    assert (manifests.formula(), manifests.tables()) == (manifests.formula(), manifests.tables())


def test_a_changed_formula_has_another_digest(tmp_path):
    (tmp_path / "features.py").write_text("WEIGHT = 30")
    before = manifests._digest_of(tmp_path, tmp_path.glob("*.py"))
    (tmp_path / "features.py").write_text("WEIGHT = 31")
    assert manifests._digest_of(tmp_path, tmp_path.glob("*.py")) != before


def test_nothing_is_read_before_a_run_is_joined(done):
    store, _ = done
    with pytest.raises(BatchError, match="no result yet"):
        Results(store)


def test_the_result_is_there_last(done):
    store, manifest = done
    join(store, manifest)
    assert list(store.files)[-1] == CONTENTS


def _at(seconds):
    from datetime import UTC, datetime

    from chalicelib.clock import FixedClock

    return FixedClock(datetime.fromtimestamp(seconds, UTC))


def test_what_expired_since_is_left_out():
    offers, people = worlds.small_country(5, 30)
    ends = [msgspec.structs.replace(offer, expires_at=worlds.NOW + place) for place, offer in enumerate(offers)]
    store = Memory()
    join(store, worlds.run_of(store, ends, people, 2))
    before, after = Results(store, _at(worlds.NOW - 1)), Results(store, _at(worlds.NOW + 15))
    for seeker in people:
        still = [each for each in before.of(seeker.id) if int(each.vacancy_id[-4:]) > 15]
        assert list(after.of(seeker.id)) == still
        assert len(before.of(seeker.id)) == 10


@pytest.mark.parametrize("stranger", ["", "per_", "per_0000x", "per_9999", "zzz"])
def test_whoever_was_not_in_the_run_has_nothing(done, stranger):
    store, manifest = done
    join(store, manifest)
    assert Results(store).of(stranger) == ()


@pytest.mark.parametrize("name", ["results/offers.bin", "results/rows-0000.bin"])
def test_a_damaged_result_is_not_read(done, name):
    store, manifest = done
    join(store, manifest)
    store.files[name] = store.files[name][:-1]
    with pytest.raises(Damaged, match=name):
        Results(store).of("per_0000")


def test_a_run_is_read_once_it_is_finished():
    root = Memory()
    with pytest.raises(BatchError, match="nobody"):
        current_results(root)
    offers, people = worlds.small_country(6)
    for number, name in enumerate(("20260504T030000Z", "20260505T030000Z")):
        store = run_store(root, name)
        manifest = prepare(store, offers, people[: 3 + number], worlds.NOW, 2)
        with pytest.raises(BatchError, match="is missing"):
            finish(root, name)
        assert current_run(root) == (None if number == 0 else "20260504T030000Z")
        for place in random.Random(1).sample(range(len(manifest.blocks)), len(manifest.blocks)):
            work(store, manifest, place)
        finish(root, name)
        assert current_run(root) == name
        assert len(list(current_results(root).everybody())) == 3 + number


def test_names_of_runs_sort_by_time():
    assert run_name(MOMENT) == f"{MOMENT:%Y%m%d}T{MOMENT:%H%M%S}Z"
