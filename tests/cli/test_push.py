"""``padan partner add`` and ``padan push`` on a running platform."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from local.cli import pushing
from local.cli.keyring import load_key
from local.push.sending import ReceiptTimeoutError
from tests.cli.conftest import command
from tests.cli.postings import posting, write
from tests.e2e.served import eventually

pytestmark = pytest.mark.emulator
MANY = 520
"""More than one push takes."""


def _added(padan, name, *more):
    return padan("partner", "add", name, *more, "--json").good().json


def _pushed(padan, file, name):
    """What a push tells, without the outcomes that nothing had."""
    told = padan("push", file, "--partner", name, "--json").good().json
    return told | {"counts": {outcome: count for outcome, count in told["counts"].items() if count}}


def _journals(padan):
    return set((padan.data / "pushes").glob("*"))


@pytest.mark.parametrize("algorithm", ["ed25519", "hmac-sha256"])
def test_a_new_partner_gets_a_key_that_only_its_owner_can_read(padan, algorithm, tmp_path):
    made = _added(padan, f"Portal {algorithm}", "--algorithm", algorithm)
    key = Path(made["private_key"])
    assert key.is_absolute()
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(key.parent.stat().st_mode) == 0o700
    assert key.stem == made["key_id"]
    file = write(tmp_path / "one.ndjson", posting(f"A-{algorithm}"))
    pushed = _pushed(padan, file, f"Portal {algorithm}")
    assert pushed["counts"] == {"created": 1}


def test_what_is_printed_for_people_names_the_key(padan):
    shown = padan("partner", "add", "Portal Bacaan").good().out
    kept = load_key(padan.data, "Portal Bacaan")
    assert f"key id {kept.key_id}" in shown
    assert f"{kept.key_id}.pem" in shown
    assert "PRIVATE KEY" not in shown


def test_a_known_partner_gets_a_second_key_and_the_newest_signs(padan):
    first = _added(padan, "Portal Ganti")
    second = _added(padan, "Portal Ganti")
    assert first["partner_id"] == second["partner_id"]
    assert first["key_id"] != second["key_id"]
    assert load_key(padan.data, "Portal Ganti").key_id == second["key_id"]
    assert Path(first["private_key"]).exists()


def test_a_push_prints_what_was_not_published_and_why(padan, tmp_path):
    _added(padan, "Portal Lengkap")
    before = _journals(padan)
    items = [posting("B-1"), posting("B-2", title=7), posting("B-3", baseSalary={"currency": "IDR", "value": -4})]
    file = write(tmp_path / "some.ndjson", *items)
    shown = padan("push", file, "--partner", "Portal Lengkap").good().out
    assert "B-1" not in shown
    assert "/title" in shown.partition("B-2")[2]
    assert "/baseSalary" in shown.partition("B-3")[2]
    told = _pushed(padan, file, "Portal Lengkap")
    assert (told["total"], sum(told["counts"].values())) == (3, 3)
    assert {item["external_id"]: item["result"] for item in told["refused"]} == {"B-2": "rejected", "B-3": "rejected"}
    assert all(item["why"] for item in told["refused"])
    assert _journals(padan) == before


def test_broken_lines_are_answered_one_by_one(padan, tmp_path):
    _added(padan, "Portal Rusak")
    file = write(tmp_path / "broken.ndjson", posting("C-1"))
    file.write_text(file.read_text() + '{"identifier": "C-2", "title"\n\n[1]\n')
    told = _pushed(padan, file, "Portal Rusak")
    assert told["counts"] == {"created": 1, "rejected": 2}


def test_without_a_key_nothing_is_sent(padan, tmp_path):
    refused = padan("push", write(tmp_path / "x.ndjson", posting("D-1")), "--partner", "Portal Tak Dikenal")
    assert (refused.code, refused.out) == (2, "")
    assert "padan partner add" in refused.err


def test_a_line_that_no_push_takes_is_named(padan, tmp_path):
    _added(padan, "Portal Panjang")
    file = write(tmp_path / "long.ndjson", posting("E-1"), posting("E-2", description="x" * 5_000_001))
    refused = padan("push", file, "--partner", "Portal Panjang")
    assert refused.code == 2
    assert "line 2" in refused.err


def test_a_key_that_the_platform_does_not_know_is_refused(padan, tmp_path):
    made = _added(padan, "Portal Palsu")
    key = Path(made["private_key"])
    key.rename(key.with_name("key_unknown.pem"))
    refused = padan("push", write(tmp_path / "x.ndjson", posting("F-1")), "--partner", "Portal Palsu")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.strip()


def test_nobody_at_the_address_is_told_apart(padan, tmp_path, monkeypatch):
    _added(padan, "Portal Sepi")
    monkeypatch.setattr("local.push.sending.time.sleep", lambda seconds: None)
    file = write(tmp_path / "x.ndjson", posting("G-1"))
    lost = command("push", file, "--partner", "Portal Sepi", "--url", "http://127.0.0.1:9", "--data", padan.data)
    assert (lost.code, lost.out) == (3, "")
    assert "padan serve" in lost.err


def test_an_interrupted_push_goes_on_where_it_stopped(padan, tmp_path):
    _added(padan, "Portal Besar")
    file = write(tmp_path / "many.ndjson", *(posting(f"H-{number}") for number in range(MANY)))
    before = _journals(padan)
    arguments = ["push", str(file), "--partner", "Portal Besar", "--data", str(padan.data), "--url", padan.url]
    process = subprocess.Popen(
        [sys.executable, "-c", "from local.cli import main; main()", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.getcwd()},
    )
    (journal,) = eventually(lambda: _journals(padan) - before)
    eventually(lambda: journal.exists() and b"rct_" in journal.read_bytes())
    process.send_signal(signal.SIGKILL)
    process.wait(20)
    assert journal.exists()
    told = _pushed(padan, file, "Portal Besar")
    assert (told["total"], len(told["receipts"])) == (MANY, 2)
    assert sum(told["counts"].values()) == MANY
    assert told["counts"]["created"] == MANY
    assert not journal.exists()
    again = _pushed(padan, file, "Portal Besar")
    assert again["counts"] == {"unchanged": MANY}
    assert set(again["receipts"]).isdisjoint(told["receipts"])


def test_waiting_in_vain_keeps_the_journal(padan, tmp_path, monkeypatch):
    _added(padan, "Portal Lambat")
    before = _journals(padan)
    file = write(tmp_path / "slow.ndjson", posting("I-1"))

    def never(client, key, receipt):
        raise ReceiptTimeoutError(f"receipt {receipt} is not complete")

    monkeypatch.setattr(pushing, "await_receipt", never)
    waited = padan("push", file, "--partner", "Portal Lambat")
    assert waited.code == 3
    assert "call the command again" in waited.err
    (journal,) = _journals(padan) - before
    monkeypatch.undo()
    assert _pushed(padan, file, "Portal Lambat")["counts"] == {"created": 1}
    assert not journal.exists()
