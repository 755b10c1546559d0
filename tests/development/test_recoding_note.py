"""How far recoding came is forgotten when the tables may have lost what it stored."""

from types import SimpleNamespace

import pytest

from chalicelib.indexing import Rebuilt
from chalicelib.vacancies import FileCheckpoint, RecodingReport
from chalicelib.vacancies.recoding_store import Reached
from local.development import work
from local.start import Start
from local.state import DataFolder, Ending


@pytest.mark.parametrize(("ending", "kept"), [(Ending.CLEAN, True), (Ending.NONE, True), (Ending.UNCLEAN, False)])
def test_an_unclean_end_lets_the_next_run_begin_at_the_beginning(tmp_path, monkeypatch, ending, kept):
    monkeypatch.setattr(work, "reindexed", lambda **_: Rebuilt(vacancies=0, candidates=0))
    monkeypatch.setattr(work, "_index_lacks_everything", lambda: False)
    searches = []
    monkeypatch.setattr(work.alerts, "rebuild", lambda *, force: searches.append("rebuilt"), raising=False)
    monkeypatch.setattr(work.alerts, "check", lambda: searches.append("checked"), raising=False)
    report = RecodingReport(coded_with="x", dry_run=False)
    FileCheckpoint(tmp_path / "recoding.json").note(Reached(after="vac_1", every=False, report=report))
    told = []
    platform = SimpleNamespace(folder=DataFolder(tmp_path), tell=told.append)
    work.look_after_index(platform, Start(ending=ending, state_of=None))
    assert (FileCheckpoint(tmp_path / "recoding.json").read() is not None) is kept
    assert bool(told) is not kept
    assert searches == ["checked" if kept else "rebuilt"]
