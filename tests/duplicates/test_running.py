"""The run over all vacancies: links what nobody announced, goes on where it stopped, and skips no neighbour."""

import pytest

from chalicelib import duplicates
from chalicelib.duplicates import running
from chalicelib.errors import Unavailable
from chalicelib.vacancies import get
from tests.duplicates.test_following import stored, three

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("store")]


def test_what_was_never_announced_is_linked(tmp_path):
    made = three("Belum Pernah Diumumkan")
    told = []
    found = duplicates.run(tmp_path / "note", lambda done, total: told.append((done, total)))
    assert {get(each.id).canonical_id for each in made[1:]} == {made[0].id}
    assert (found.failed, found.after) == ((), None)
    assert found.followed >= len(made)
    assert told[-1] == (found.followed, None)
    assert not (tmp_path / "note").exists()


def test_a_run_goes_on_where_it_stopped(tmp_path, monkeypatch):
    for number in range(5):
        stored("contoh-a", f"Terputus Nomor {number}")
    monkeypatch.setattr(running, "PAGE", 2)
    note, followed = tmp_path / "note", []

    def once(vacancy_id, trust):
        if len(followed) == 3:
            raise KeyboardInterrupt
        followed.append(vacancy_id)

    monkeypatch.setattr(running, "follow", once)
    with pytest.raises(KeyboardInterrupt):
        duplicates.run(note)
    assert running.Run(followed=2, after=followed[1]) == running._noted(note)
    rest = []
    monkeypatch.setattr(running, "follow", lambda vacancy_id, trust: rest.append(vacancy_id))
    found = duplicates.run(note)
    assert rest[0] == followed[2]
    assert not set(rest) & set(followed[:2])
    assert found.followed == 2 + len(rest)


def test_one_that_fails_is_named_and_keeps_nobody_waiting(monkeypatch):
    bad = stored("contoh-a", "Selalu Gagal")
    seen = []

    def follow(vacancy_id, trust):
        seen.append(vacancy_id)
        if vacancy_id == bad.id:
            raise Unavailable

    monkeypatch.setattr(running, "follow", follow)
    found = duplicates.run()
    assert found.failed == (bad.id,)
    assert found.followed == len(seen) - 1


def test_a_note_that_cannot_be_read_is_none(tmp_path):
    (tmp_path / "note").write_text("{")
    assert running._noted(tmp_path / "note") == running.Run()
