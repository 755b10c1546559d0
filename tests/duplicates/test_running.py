"""The run over all vacancies: what following each would have given, in one pass, from wherever it stopped."""

import random

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.calls import dynamodb_calls
from chalicelib import duplicates
from chalicelib.duplicates import running, table, whole
from chalicelib.duplicates.model import Verdict
from chalicelib.duplicates.table import BlockItem, EntryItem, Turn
from chalicelib.errors import Unavailable
from chalicelib.identifiers import new_identifier
from chalicelib.vacancies import get, linking
from chalicelib.vacancies.model import State
from chalicelib.vacancies.table import VacancyItem
from tests.duplicates.test_batches import SMALL, consistent, ids, links, small, wanted
from tests.duplicates.test_following import change, mixed, stored, three
from tests.duplicates.test_judging import judge

__all__ = ["small"]
pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("store")]


@pytest.fixture(autouse=True)
def empty(store):
    """Tables of this test alone: a run goes over all that there is."""
    wipe()
    for item in VacancyItem.scan():
        item.delete()


def wipe():
    """Forget everything about duplicates."""
    for model in (EntryItem, BlockItem):
        for item in model.scan():
            item.delete()


def state(made):
    """Everything that is kept of vacancies, but for revisions and versions, and what they say."""
    entries = {name: item.entry for name, item in table.entries(ids(made)).items()}
    keys = {key for entry in entries.values() for key in entry.keys}
    blocks = {key: table.block(key) for key in keys}
    return (
        links(made),
        {name: (each.fingerprint, each.cluster, each.pending, each.tell) for name, each in entries.items()},
        {key: (each.members, each.mark.turn if each.mark else None) for key, each in blocks.items()},
    )


def test_what_was_never_announced_is_linked(tmp_path):
    made = three("Belum Pernah Diumumkan")
    told = []
    found = duplicates.run(tmp_path / "note", lambda done, total: told.append((done, total)))
    assert {get(each.id).canonical_id for each in made[1:]} == {made[0].id}
    assert (found.followed, found.failed, found.clusters) == (3, (), 1)
    assert told[0] == (3, None)
    assert told[-1] == (1, 1)
    assert not (tmp_path / "note").exists()


DRAWN = st.lists(
    st.fixed_dictionaries(
        {
            "portal": st.sampled_from(["", "contoh-a", "contoh-b", "contoh-c"]),
            "title": st.sampled_from(["Kasir Minimarket", "Kasir Minimarket Malam", "Sopir Truk"]),
            "region": st.sampled_from(["32.73", "32", "32.71"]),
            "pay_minimum": st.sampled_from([None, 5_500_000]),
            "pay_maximum": st.none(),
            "state": st.sampled_from([State.PUBLISHED, State.PUBLISHED, State.PUBLISHED, State.CLOSED]),
        }
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(drawn=DRAWN, known=st.integers(0, 8), seed=st.integers(0, 10**6))
@pytest.mark.usefixtures("small")
def test_a_run_leaves_what_following_the_changes_leaves(drawn, known, seed):
    """Entry for entry, block for block and link for link, whatever of them had been followed before the run."""
    employer = f"Sama {new_identifier('emp')}"
    made = [stored(each.pop("portal"), employer, **each) for each in (dict(one) for one in drawn)]
    random.Random(seed).shuffle(made)
    assert duplicates.follow_many(ids(made)) == {}
    followed = state(made)
    wipe()
    linking.link(ids(made), lambda names: dict.fromkeys(names, linking.Links()))
    for each in made[:known]:
        duplicates.follow(each.id)
    assert duplicates.run().failed == ()
    found = state(made)
    # Who is not compared has no entry when nobody ever announced it.
    assert {name: each for name, each in followed[1].items() if each[0]} == {
        name: each for name, each in found[1].items() if each[0]
    }
    assert (found[0], found[2]) == (followed[0], followed[2])
    assert found[0] == wanted(made)
    assert consistent(made)


def test_again_writes_nothing():
    made = [*mixed("Lari Dua Kali", 8), *three("Lari Dua Kali Lagi")]
    duplicates.run()
    assert links(made) == wanted(made)
    with dynamodb_calls() as found:
        duplicates.run()
    assert not found.keys() & {"PutItem", "TransactWriteItems", "DeleteItem"}
    assert not found["Query"]


def test_officers_words_hold():
    own, _public, partner = made = three("Kata Petugas")
    other = stored("contoh-b", "Lain Sama Sekali", title="Sopir")
    duplicates.follow_many(ids([*made, other]))
    judge(own, partner, Verdict.DIFFERENT)
    judge(own, other, Verdict.SAME)
    before = links([*made, other])
    duplicates.run()
    assert links([*made, other]) == before
    assert before[other.id] == (own.id, set())
    assert before[partner.id] == (None, set())


def test_closed_behind_our_back_and_links_that_nobody_says_are_put_right():
    own, public, partner = made = three("Diperbaiki")
    duplicates.follow_many(ids(made))
    change(own, state=State.CLOSED)
    alone = stored("contoh-c", "Salah Tautan", canonical_id=own.id)
    duplicates.run()
    assert links([*made, alone]) == wanted([*made, alone])
    assert get(partner.id).canonical_id == public.id
    assert EntryItem.get(own.id).entry.fingerprint is None


@pytest.mark.usefixtures("small")
def test_blocks_that_are_full_are_marked():
    made = [stored(f"contoh-{number}", "Penuh Saat Lari") for number in range(SMALL + 2)]
    duplicates.run()
    assert links(made) == {each.id: (None, set()) for each in made}
    assert consistent(made)
    key = EntryItem.get(made[0].id).entry.keys[0]
    assert table.block(key).mark.turn == Turn.CLOSED
    for each in made[:2]:
        change(each, state=State.CLOSED)
        duplicates.follow(each.id)
    assert links(made) == wanted(made)
    assert sum(canonical is not None for canonical, _ in links(made).values()) == SMALL - 1


@pytest.mark.parametrize("gone", range(1, 4))
@pytest.mark.usefixtures("small")
def test_blocks_that_are_full_no_more_are_opened(gone):
    """Nobody has followed those who made room."""
    made = [stored(f"contoh-{number}", f"Longgar Saat Lari {gone}") for number in range(SMALL + 2)]
    duplicates.run()
    for each in made[:gone]:
        change(each, state=State.CLOSED)
    assert duplicates.run().failed == ()
    assert links(made) == wanted(made)
    assert sum(canonical is not None for canonical, _ in links(made).values()) == (SMALL + 1 - gone if gone > 1 else 0)
    assert consistent(made)


def test_what_changes_during_the_run_is_settled_as_ever(monkeypatch):
    own, public, partner = made = three("Berubah Saat Lari")
    commit, others = whole.commit, [own]

    def slow(*arguments):
        if others:
            changed = others.pop()
            change(changed, content=msgspec.structs.replace(changed.content, region="31.71"))
            duplicates.follow(changed.id)
        return commit(*arguments)

    monkeypatch.setattr(whole, "commit", slow)
    duplicates.run()
    assert not others
    assert links(made) == wanted(made)
    assert get(partner.id).canonical_id == public.id


def test_a_run_goes_on_where_it_stopped(tmp_path, monkeypatch):
    made = [stored("contoh-a", f"Terputus Nomor {number}") for number in range(5)]
    monkeypatch.setattr(running, "PAGE", 2)
    note, kept, keep = tmp_path / "note", [], running.keep

    def once(vacancy, trust, store):
        if len(kept) == 3:
            raise KeyboardInterrupt
        kept.append(vacancy.id)
        return keep(vacancy, trust, store)

    monkeypatch.setattr(running, "_AT_A_TIME", 1)
    monkeypatch.setattr(running, "keep", once)
    with pytest.raises(KeyboardInterrupt):
        duplicates.run(note)
    assert running._noted(note).followed == 2
    rest = []
    monkeypatch.setattr(running, "keep", lambda vacancy, *given: rest.append(vacancy.id) or keep(vacancy, *given))
    found = duplicates.run(note)
    assert not set(rest) & set(kept[:2])
    assert {*rest, *kept[:2]} == set(ids(made))
    assert found.followed == 5


def test_a_run_that_stopped_while_linking_links_the_rest(tmp_path, monkeypatch):
    made = [each for number in range(3) for each in three(f"Berhenti Menaut {'abc'[number] * 5}")]
    note, commit, done = tmp_path / "note", whole.commit, []

    def once(*arguments):
        if done:
            raise ConnectionError
        done.append(True)
        return commit(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(whole, "commit", once)
        with pytest.raises(ConnectionError):
            duplicates.run(note)
    assert running._noted(note).stored
    assert links(made) != wanted(made)
    assert duplicates.run(note).clusters == 3
    assert links(made) == wanted(made)
    assert consistent(made)


def test_one_that_fails_is_named_and_keeps_nobody_waiting(monkeypatch):
    own, bad, partner = made = three("Selalu Gagal")
    keep = running.keep

    def broken(vacancy, *given):
        if vacancy.id == bad.id:
            raise Unavailable
        return keep(vacancy, *given)

    monkeypatch.setattr(running, "keep", broken)
    found = duplicates.run()
    assert (found.failed, found.followed) == ((bad.id,), len(made) - 1)
    assert get(partner.id).canonical_id == own.id


def test_a_note_that_cannot_be_read_is_none(tmp_path):
    (tmp_path / "note").write_text("{")
    assert running._noted(tmp_path / "note") == running.Run()
