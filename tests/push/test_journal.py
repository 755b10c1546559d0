"""An interrupted push goes on where it stopped; a complete one may be made anew."""

from local.push.journal import Journal
from local.push.parts import Part

ONE = Part(body=b"{}\n", items=1, first_line=1)
TWO = Part(body=b"[]\n", items=1, first_line=2)


def test_receipts_survive_an_interruption(tmp_path):
    path = tmp_path / "pushes" / "one.json"
    Journal(path).note(ONE, "rct_1")
    again = Journal(path)
    assert again.receipt_of(ONE) == "rct_1"
    assert again.receipt_of(TWO) is None


def test_a_part_keeps_its_key_over_interruptions_and_gets_another_when_pushed_anew(tmp_path):
    path = tmp_path / "one.json"
    first = Journal(path)
    key = first.key_of(ONE)
    assert Journal(path).key_of(ONE) == key
    assert first.key_of(TWO) != key
    first.forget()
    assert Journal(path).key_of(ONE) != key
    assert Journal(path).receipt_of(ONE) is None


def test_a_broken_journal_counts_as_none(tmp_path):
    path = tmp_path / "one.json"
    path.write_bytes(b'{"run": ')
    assert Journal(path).receipt_of(ONE) is None


def test_files_and_partners_have_journals_of_their_own(tmp_path):
    one, other = tmp_path / "a.ndjson", tmp_path / "b.ndjson"
    Journal.of(tmp_path, "satu", one).note(ONE, "rct_1")
    assert Journal.of(tmp_path, "satu", other).receipt_of(ONE) is None
    assert Journal.of(tmp_path, "dua", one).receipt_of(ONE) is None
    assert Journal.of(tmp_path, "satu", one).receipt_of(ONE) == "rct_1"
