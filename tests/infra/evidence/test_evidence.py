"""The evidence is whole, the same for the same state, and holds nothing personal or secret."""

import hashlib
import re
from datetime import timedelta

import msgspec
import pytest

from infra_cdk.evidence.__main__ import main
from infra_cdk.evidence.collected import Incomplete, Missing, Piece
from infra_cdk.evidence.pieces import NAMES, PIECES
from infra_cdk.evidence.writing import MANIFEST, write
from tests.infra.conftest import PILOT
from tests.infra.evidence.conftest import DAY
from tests.supply.test_secrets import findings

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[A-Za-z][\w-]*)+")
NIK = re.compile(r"(?<![\w.-])\d{16}(?![\w.-])")
PHONE = re.compile(r"(?<![\w.-])(?:\+62|08)\d{8,11}(?![\w.-])")
PARTIAL = tuple(piece for piece in PIECES if piece.name != "findings")


def test_every_piece_is_there_and_listed(evidence):
    files = {file.name for file in evidence.folder.iterdir()}
    assert files == {f"{name}.json" for name in NAMES} | {"index.md", MANIFEST}
    index = (evidence.folder / "index.md").read_text()
    assert all(f"[{name}.json]({name}.json)" in index for name in NAMES)


def test_no_name_comes_twice():
    assert len(NAMES) == len(PIECES)


def test_the_manifest_has_the_digest_of_every_file(evidence):
    told = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in evidence.folder.iterdir()}
    del told[MANIFEST]
    assert evidence.digests == told


def test_the_same_state_has_the_same_digests(collected, evidence, tmp_path):
    write(msgspec.structs.replace(collected, results=(evidence.folder.parent / "junit.xml",)), tmp_path / "b", PARTIAL)
    again = {row["file"]: row["sha256"] for row in msgspec.json.decode((tmp_path / "b" / MANIFEST).read_bytes())}
    del again["index.md"]
    first = evidence.digests
    assert again == {file: first[file] for file in again}
    assert len(again) == len(PARTIAL)


def test_another_state_has_other_digests(collected, tmp_path):
    earlier = msgspec.structs.replace(collected, day=DAY - timedelta(days=1_000))
    chosen = [piece for piece in PIECES if piece.name in {"changes", "keys"}]
    digests = []
    for state, folder in ((collected, tmp_path / "a"), (earlier, tmp_path / "b")):
        write(state, folder, chosen)
        digests.append({row["file"]: row["sha256"] for row in msgspec.json.decode((folder / MANIFEST).read_bytes())})
    assert digests[0]["keys.json"] == digests[1]["keys.json"]
    assert digests[0]["index.md"] != digests[1]["index.md"]


def test_nothing_secret_or_personal_is_in_it(evidence):
    for file in evidence.folder.iterdir():
        text = file.read_text()
        assert not findings(text), file.name
        assert {found for found in ADDRESS.findall(text) if not found.endswith((".example", ".invalid"))} == set()
        assert not NIK.findall(text), file.name
        assert not PHONE.findall(text), file.name


@pytest.mark.parametrize("text", ["x budi@work.id y", "NIK 3201010101900001.", "call 081234567890", "+6281234567890"])
def test_what_is_personal_would_be_found(text):
    assert ADDRESS.search(text) or NIK.search(text.rstrip(".")) or PHONE.search(text)


def test_what_could_not_be_collected_is_told(collected, tmp_path):
    piece = Piece(name="none", shows="Nothing", make=lambda given: Missing(reason="nobody answered"))
    (written,) = write(collected, tmp_path / "e", [piece])
    assert written.missing == "nobody answered"
    assert "| [none.json](none.json) | Nothing | nobody answered |" in (tmp_path / "e/index.md").read_text()
    assert msgspec.json.decode((tmp_path / "e/none.json").read_bytes())["reason"] == "nobody answered"


def test_what_was_collected_in_part_is_told(collected, tmp_path):
    piece = Piece(name="part", shows="Half", make=lambda given: Incomplete(reason="half is known", content=(1,)))
    (written,) = write(collected, tmp_path / "e", [piece])
    assert written.missing == "half is known"
    assert msgspec.json.decode((tmp_path / "e/part.json").read_bytes()) == {
        "made": "partly",
        "reason": "half is known",
        "content": [1],
    }


def test_a_folder_without_a_platform_is_no_sound_audit(tmp_path, capsys):
    (tmp_path / "empty").mkdir()
    for data in ("empty", "absent"):
        given = [str(PILOT), "--folder", str(tmp_path / "e"), "--data", str(tmp_path / data)]
        assert main([*given, "--without-advisories"]) == 2
        assert "holds no platform" in capsys.readouterr().err
    assert not (tmp_path / "absent").exists()


def test_an_earlier_collection_is_replaced_whole(collected, tmp_path):
    empty = Piece(name="old", shows="Old", make=lambda given: ())
    write(collected, tmp_path / "e", [empty])
    write(collected, tmp_path / "e", [msgspec.structs.replace(empty, name="new")])
    assert {file.name for file in (tmp_path / "e").iterdir()} == {"index.md", "manifest.json", "new.json"}


def test_a_folder_of_something_else_is_left_alone(collected, tmp_path):
    (tmp_path / "kept.txt").write_text("mine")
    with pytest.raises(FileExistsError, match="something else"):
        write(collected, tmp_path, [])
    assert (tmp_path / "kept.txt").read_text() == "mine"


@pytest.mark.parametrize("deployment", ["missing.toml", "Makefile"])
def test_a_deployment_that_cannot_be_read_is_told(deployment, tmp_path, capsys):
    assert main([deployment, "--folder", str(tmp_path / "e")]) == 2
    assert deployment in capsys.readouterr().err
    assert not (tmp_path / "e").exists()


def test_results_that_cannot_be_read_are_told(assembly, tmp_path, capsys):
    (tmp_path / "broken.xml").write_text("<testsuite")
    given = [str(PILOT), "--folder", str(tmp_path / "e"), "--without-advisories"]
    for results in ("broken.xml", "absent.xml"):
        assert main([*given, "--results", str(tmp_path / results)], lambda deployment, folder: assembly.stacks) == 2
        assert capsys.readouterr().err
    assert not (tmp_path / "e").exists()
