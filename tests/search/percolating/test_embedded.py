"""The embedded index of searches over restarts, broken files, and other processes."""

import pytest

from search.embedded.percolator import EmbeddedPercolator
from search.percolating.standing import StandingSearch
from search.plan import Admission, Clause, TextField, Words
from search.port import IndexUnavailable, Outcome, Removal
from tests.search.builders import vacancy

KASIR = Admission(must=(Clause((Words(field=TextField.TITLE, tokens=("kasir",)),)),))


def standing(name, version=1):
    return StandingSearch(id=name, version=version, admission=KASIR)


def test_what_was_written_is_there_after_a_restart(tmp_path):
    first = EmbeddedPercolator(tmp_path)
    first.put([standing("a"), standing("b"), standing("c")])
    first.remove([Removal("b", 2)])
    name = first.generation()
    first.close()
    again = EmbeddedPercolator(tmp_path)
    assert again.generation() == name
    assert again.matching([vacancy(1)]) == (("a", "c"),)
    assert [result.outcome for result in again.put([standing("b", 2)])] == [Outcome.STALE]
    assert not again.rebuilt
    again.close()


def test_a_generation_that_was_being_filled_is_dropped_by_a_restart(tmp_path):
    first = EmbeddedPercolator(tmp_path)
    first.put([standing("a")])
    half = first.start()
    first.put([standing("x")], generation=half)
    first.close()
    again = EmbeddedPercolator(tmp_path)
    assert again.matching([vacancy(1)]) == (("a",),)
    with pytest.raises(IndexUnavailable):
        again.swap(half)
    again.close()


def test_a_broken_file_is_begun_anew_and_says_so(tmp_path):
    (tmp_path / "searches.sqlite").write_bytes(b"no database" * 500)
    index = EmbeddedPercolator(tmp_path)
    assert index.rebuilt
    index.put([standing("a")])
    assert index.count() == 1
    index.close()


def test_one_process_at_a_time(tmp_path):
    first = EmbeddedPercolator(tmp_path)
    with pytest.raises(IndexUnavailable):
        EmbeddedPercolator(tmp_path)
    first.close()
    EmbeddedPercolator(tmp_path).close()


def test_a_version_that_no_column_holds_fails_alone():
    index = EmbeddedPercolator()
    results = index.put([standing("a"), standing("b", 1 << 70), standing("c")])
    assert [result.outcome for result in results] == [Outcome.WRITTEN, Outcome.FAILED, Outcome.WRITTEN]
    assert index.matching([vacancy(1)]) == (("a", "c"),)
    index.close()


def test_a_search_that_is_filed_elsewhere_leaves_its_old_place():
    index = EmbeddedPercolator()
    index.put([standing("a")])
    assert index.looked_at(vacancy(1, title="Kasir")) == 1
    sopir = Admission(must=(Clause((Words(field=TextField.TITLE, tokens=("sopir",)),)),))
    index.put([StandingSearch(id="a", version=2, admission=sopir)])
    assert index.looked_at(vacancy(1, title="Kasir")) == 0
    assert index.matching([vacancy(1, title="Sopir"), vacancy(2)]) == (("a",), ())
    index.close()
