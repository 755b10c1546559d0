"""The staged folder is what Chalice packages: the rooms that run, and nothing of a developer's machine."""

import json

import pytest

from chalicelib.reference.prepared import sources_digest
from infra_cdk.packaging.cache import digest_of_files
from infra_cdk.packaging.staging import COMPILED, ROOT, VENDORED, Target, stage_source
from search.lexicon.container import load, pack


@pytest.fixture(scope="module")
def staged(tmp_path_factory):
    return stage_source(tmp_path_factory.mktemp("staged") / "source", Target(architecture="arm64"))


def test_the_rooms_that_run_are_there_and_no_others(staged):
    assert {entry.name for entry in staged.iterdir()} == {
        ".chalice",
        "app.py",
        "chalicelib",
        "requirements.txt",
        "vendor",
    }
    assert {entry.name for entry in (staged / "vendor").iterdir()} == set(VENDORED)
    assert not list(staged.rglob("*.pyc"))


def test_chalice_makes_no_role_and_knows_no_stage(staged):
    config = json.loads((staged / ".chalice" / "config.json").read_text())
    assert config["manage_iam_role"] is False
    assert config["autogen_policy"] is False
    assert config["api_gateway_endpoint_type"] == "REGIONAL"
    assert config["lambda_architecture"] == "arm64"
    assert "stages" not in config
    assert "environment_variables" not in config


def test_what_stood_there_before_is_gone(tmp_path):
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "left_over.py").write_text("")
    assert not (stage_source(folder, Target()) / "left_over.py").exists()


def test_staging_again_gives_the_same_and_another_processor_something_else(staged, tmp_path):
    again = stage_source(tmp_path / "again", Target(architecture="arm64"))
    other = stage_source(tmp_path / "other", Target(architecture="x86_64"))
    assert digest_of_files(again) == digest_of_files(staged) != digest_of_files(other)
    assert (staged / "app.py").read_bytes() == (ROOT / "app.py").read_bytes()


def test_what_is_recognised_is_compiled_from_the_staged_tables(staged):
    files = sorted((staged / COMPILED).iterdir())
    assert [file.name for file in files] == ["phrases.bin", "titles.bin", "words.bin"]
    assert {load(file).digest for file in files} == {sources_digest()}


def test_a_stale_form_in_the_working_tree_is_not_staged(tmp_path, monkeypatch):
    stale = tmp_path / "compiled"
    stale.mkdir()
    (stale / "words.bin").write_bytes(pack({}, "1", "of other tables"))
    monkeypatch.setattr("chalicelib.reference.prepared.FOLDER", stale)
    folder = stage_source(tmp_path / "source", Target())
    assert load(folder / COMPILED / "words.bin").digest == sources_digest()
