"""Clusters: one canonical, no chains, officers' words first, and no order that matters."""

import itertools
import random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.duplicates.batch import cluster, link
from chalicelib.duplicates.blocking import FAMILIES, FULL, keys_of
from chalicelib.duplicates.clustering import clusters, pair_of, rank
from chalicelib.duplicates.fingerprinting import fingerprint_of, is_compared
from chalicelib.duplicates.model import Cluster, Verdict
from chalicelib.duplicates.resolving import LARGEST, resolve
from chalicelib.vacancies.model import Channel, State
from tests.duplicates.samples import OTHER_TEXT, TEXT, Memory, fingerprint, name, vacancy

A, B, C, D = (name(number) for number in range(1, 5))


def known(*tiers: int):
    """Numbered fingerprints with these kinds of source."""
    made = [msgspec.structs.replace(fingerprint(number), tier=tier) for number, tier in enumerate(tiers, 1)]
    return {each.id: each for each in made}


def test_alone_is_a_cluster_of_one() -> None:
    assert clusters(known(1), (), {}) == (Cluster(A),)


def test_every_member_matches_the_canonical() -> None:
    """B is like A, C like B, but C is not like A: C stands alone."""
    assert clusters(known(3, 2, 1), [(A, B), (B, C)], {}) == (Cluster(A, (B,)), Cluster(C))


def test_the_best_source_is_canonical_and_the_rest_follow_in_order() -> None:
    links = [pair_of(*pair) for pair in itertools.combinations((A, B, C), 2)]
    assert clusters(known(0, 3, 1), links, {}) == (Cluster(B, (C, A)),)


def test_what_an_officer_joined_stays_together_without_any_likeness() -> None:
    assert clusters(known(1, 3), (), {(A, B): Verdict.SAME}) == (Cluster(B, (A,)),)


def test_what_an_officer_parted_stays_apart() -> None:
    links = [(A, B), (A, C), (B, C)]
    assert clusters(known(3, 2, 1), links, {(B, C): Verdict.DIFFERENT}) == (Cluster(A, (B,)), Cluster(C))
    assert clusters(known(3, 2, 1), links, {(A, B): Verdict.DIFFERENT}) == (Cluster(A, (C,)), Cluster(B))


def test_what_was_joined_brings_its_own_along() -> None:
    found = clusters(known(3, 2, 1, 0), [(A, C)], {(B, C): Verdict.SAME})
    assert found == (Cluster(A, (B, C)), Cluster(D))


def test_of_contradicting_words_the_parting_one_holds() -> None:
    said = {(A, B): Verdict.SAME, (B, C): Verdict.SAME, (A, C): Verdict.DIFFERENT}
    assert clusters(known(3, 2, 1), (), said) == (Cluster(A, (B,)), Cluster(C))


RANKED = [
    fingerprint_of(vacancy(1, "", channel=Channel.EMPLOYER, description="")),
    fingerprint_of(vacancy(2, "", channel=Channel.PUBLIC)),
    msgspec.structs.replace(fingerprint(3), trust=9),
    msgspec.structs.replace(fingerprint(4), trust=5, completeness=90),
    msgspec.structs.replace(fingerprint(5), trust=5, completeness=80, offered=1),
    msgspec.structs.replace(fingerprint(6), trust=5, completeness=80, offered=2),
    msgspec.structs.replace(fingerprint(7), trust=5, completeness=80, offered=2),
    fingerprint_of(vacancy(8, "contoh-a", channel=Channel.FEED)),
]


def test_source_then_trust_then_completeness_then_age_then_number() -> None:
    shuffled = random.Random(2).sample(RANKED, len(RANKED))
    assert sorted(shuffled, key=rank) == RANKED


@pytest.mark.parametrize("channel", [Channel.EMPLOYER, Channel.OFFICER, Channel.UPLOAD])
def test_the_employers_own_ways_rank_alike(channel) -> None:
    assert fingerprint_of(vacancy(1, "", channel=channel)).tier == 3


def test_a_vacancy_from_before_channels_ranks_by_its_source() -> None:
    own, pushed = vacancy(1, "", channel=None), vacancy(2, "contoh-a", channel=None)
    assert fingerprint_of(own).tier > fingerprint_of(pushed).tier


def test_only_what_can_be_found_is_compared() -> None:
    assert is_compared(vacancy())
    assert not is_compared(vacancy(duplicate_of=A))
    for state in set(State) - {State.PUBLISHED}:
        assert not is_compared(vacancy(state=state))


def test_a_wrong_field_hides_no_pair() -> None:
    """Whatever one field says wrongly, the two still share a block."""
    here = keys_of(fingerprint(1))
    for change in (
        {"occupation": "8332"},
        {"occupation": None},
        {"region": "31.71"},
        {"region": None},
        {"title": "Petugas Pembayaran"},
        {"employer_name": "Salah Sama Sekali"},
        {"description": ""},
        {"description": OTHER_TEXT},
    ):
        there = keys_of(fingerprint(2, "contoh-b", **change))
        assert any(one is not None and one == other for one, other in zip(here, there, strict=True)), change
        assert len(there) == FAMILIES


DRAWN = st.lists(
    st.fixed_dictionaries(
        {
            "portal": st.sampled_from(["", "contoh-a", "contoh-b", "contoh-c"]),
            "title": st.sampled_from(["Kasir Minimarket", "Kasir Minimarket Malam", "Kasir Minimarket Malam Toko"]),
            "region": st.sampled_from(["32.73", "32", None, "32.71"]),
            "occupation": st.sampled_from(["5230", None, "8332"]),
            "pay_minimum": st.sampled_from([None, 5_500_000]),
            "pay_maximum": st.none(),
            "description": st.sampled_from([TEXT, "", TEXT[:160], OTHER_TEXT]),
            "employer_name": st.sampled_from(["Karya Sentosa", "PT Karya Sentosa", "Karya Sentossa", ""]),
        }
    ),
    min_size=1,
    max_size=14,
)
VERDICTS = st.dictionaries(
    st.tuples(st.integers(0, 13), st.integers(0, 13)).filter(lambda pair: pair[0] < pair[1]),
    st.sampled_from(list(Verdict)),
    max_size=4,
)


def made(drawn):
    return [fingerprint(number, **each) for number, each in enumerate(drawn, 1)]


def said_of(found, drawn):
    return {
        pair_of(found[one].id, found[other].id): verdict
        for (one, other), verdict in drawn.items()
        if other < len(found)
    }


def of_store(store: Memory) -> set[Cluster]:
    """What resolving one after the other leaves: the clusters of two and more."""
    found: set[Cluster] = set()
    for each in store.entries:
        found |= set(resolve([each], store).clusters)
    return {each for each in found if each.others}


@given(DRAWN, VERDICTS, st.randoms(use_true_random=False))
def test_any_order_of_arrival_gives_the_same_clusters_as_the_whole_run(drawn, verdicts, draw) -> None:
    found = made(drawn)
    said = said_of(found, verdicts)
    whole = set(cluster(found, link(found).pairs, said))
    for _ in range(2):
        draw.shuffle(found)
        store = Memory()
        for each in found:
            store.put(each)
        for (one, other), verdict in said.items():
            store.say(one, other, verdict)
        assert of_store(store) == whole
        assert set(cluster(found, link(found).pairs, said)) == whole


@given(DRAWN, st.data())
def test_taking_one_away_leaves_what_never_had_it(drawn, data) -> None:
    found = made(drawn)
    gone = data.draw(st.sampled_from(found))
    rest = [each for each in found if each is not gone]
    store = Memory()
    for each in found:
        store.put(each)
    store.take(gone.id)
    assert of_store(store) == set(cluster(rest, link(rest).pairs))


@given(DRAWN)
def test_every_vacancy_stands_in_one_cluster_and_members_match_their_canonical(drawn) -> None:
    found = made(drawn)
    linked = link(found)
    members = [name for each in cluster(found, linked.pairs) for name in (each.canonical, *each.others)]
    assert len(members) == len(set(members))
    for each in cluster(found, linked.pairs):
        assert all(pair_of(each.canonical, other) in linked.pairs for other in each.others)


def test_the_next_becomes_canonical_when_the_canonical_one_goes() -> None:
    store = Memory()
    for number, portal in enumerate(("", "contoh-a", "contoh-b"), 1):
        store.put(fingerprint(number, portal))
    assert of_store(store) == {Cluster(A, (B, C))}
    store.take(A)
    assert of_store(store) == {Cluster(B, (C,))}


def test_a_full_block_is_passed_over_alike_by_both() -> None:
    """More of the same than a block holds: nobody is compared, neither one by one nor in the whole run."""
    found = [fingerprint(number, f"contoh-{number}") for number in range(FULL + 1)]
    linked = link(found)
    assert (linked.compared, linked.pairs) == (0, ())
    assert len(linked.full) == FAMILIES
    assert all(linked.is_full(key) for key in keys_of(found[0]) if key is not None)
    store = Memory()
    for each in found:
        store.put(each)
    assert of_store(store) == set()
    store.take(found[0].id)
    assert {len(each.others) for each in of_store(store)} == {FULL - 1}
    assert len(link(found[1:]).pairs) == FULL * (FULL - 1) // 2


def test_a_pair_is_compared_once_however_many_blocks_it_shares() -> None:
    assert link([fingerprint(1), fingerprint(2, "contoh-b")]).compared == 1


def test_work_does_not_grow_with_the_square() -> None:
    draw = random.Random(5)

    def many(count: int):
        return [
            fingerprint(number, f"contoh-{number % 5}", employer_name=f"Contoh {draw.randrange(count // 4)} Jaya")
            for number in range(count)
        ]

    # With the same text everywhere, only the employer tells: full bands are passed over.
    assert link(many(1_600)).compared < 3 * link(many(800)).compared + 500


def test_one_vacancy_looks_at_few_blocks_and_no_more_than_it_may() -> None:
    store = Memory()
    for number in range(FULL):
        store.put(fingerprint(number, f"contoh-{number}"))
    store.asked = 0
    resolve([name(0)], store)
    assert store.asked <= FAMILIES * FULL


def test_what_hangs_together_without_end_is_cut_and_said() -> None:
    store = Memory()
    for number in range(LARGEST + 20):
        store.put(
            fingerprint(number, f"contoh-{number}", title=f"Kasir Minimarket {number:03}xyz", employer_name="K S")
        )
    for number in range(LARGEST + 19):
        store.say(name(number), name(number + 1), Verdict.SAME)
    found = resolve([name(0)], store)
    assert not found.whole
    assert len(found.known) == LARGEST


def test_a_vacancy_that_is_gone_has_no_cluster() -> None:
    assert resolve([A], Memory()).clusters == ()
