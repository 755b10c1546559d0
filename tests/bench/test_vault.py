"""The bench of the vault counts what is asked of others: bounded, however many people there are."""

from datetime import UTC, datetime

import pytest

from bench import vault


@pytest.fixture(scope="module")
def figures():
    return {row.what: row for row in vault.measured(300, datetime(2026, 11, 22, tzinfo=UTC))}


def test_people_just_seen_cost_no_call(figures):
    for what in ("seal, people just seen", "open, people just seen", "hash for a look-up"):
        assert (figures[what].key_calls, figures[what].table_calls) == (0, 0)


def test_new_people_share_keys_of_the_key_service(figures):
    made = figures["seal, a new person each"]
    assert made.key_calls == pytest.approx(1000 / 300)
    assert made.table_calls == 2000


def test_another_process_reads_each_key_once_and_asks_the_key_service_once_for_a_thousand(figures):
    cold = figures["open, in a new process"]
    assert cold.key_calls == pytest.approx(1000 / 300)
    assert cold.table_calls == 1000


def test_the_cipher_stands_beside_it(figures, capsys):
    assert figures["AES-GCM alone, encrypt"].a_second > figures["seal, a new person each"].a_second
    assert vault.main(["--people", "20"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) == 2 + len(figures)
    assert all(line.count("|") == 5 for line in printed)
