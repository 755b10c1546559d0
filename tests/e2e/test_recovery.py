"""After an unclean end nothing is left behind, the next start says what was lost, and the index follows the tables."""

import math
import signal

import psutil
import pytest

from tests.cli.postings import posting, write
from tests.e2e.served import Served, eventually, gone

pytestmark = pytest.mark.emulator
COUNT = 12
_PLACES = ("Kota Semarang", "Kota Medan", "Kota Makassar", "Kota Denpasar", "Kota Manado", "Kota Padang")
_TRADES = ("Roti", "Buku", "Sepatu", "Obat", "Tekstil", "Mebel", "Kopi", "Beras", "Ikan", "Mainan")


@pytest.fixture
def served(tmp_path):
    """A platform with some vacancies from a partner, all of them found."""
    platform = Served(tmp_path / "data", "embedded")
    platform.data.mkdir()
    platform.start()
    platform.padan("partner", "add", "Contoh Portal")
    _push(platform, tmp_path, range(COUNT))
    yield platform
    if platform.process.poll() is None:
        assert platform.stop() == 0


def _push(platform, folder, numbers):
    file = write(folder / f"{min(numbers)}.ndjson", *map(_posting, numbers))
    counts = platform.padan_json("push", str(file), "--partner", "Contoh Portal")["counts"]
    assert counts["created"] == len(numbers)
    return eventually(lambda: len(_found(platform)) >= len(numbers) and _found(platform))


def _posting(number):
    """One job like no other of 30: elsewhere, or of an employer whose name is no misspelling of another."""
    assert number < math.lcm(len(_PLACES), len(_TRADES))
    place = {"@type": "PostalAddress", "addressLocality": _PLACES[number % len(_PLACES)]}
    return posting(
        f"R-{number}",
        hiringOrganization={"@type": "Organization", "name": f"Toko {_TRADES[number % len(_TRADES)]} Rekaan"},
        jobLocation={"@type": "Place", "address": place},
    )


def _found(platform):
    """What a search finds: identifier at the source of each vacancy, by its own."""
    with platform.client() as client:
        page = client.get("/v1/vacancies", params={"q": "kasir", "limit": 100}).json()
    return {item["id"]: item["source"]["external_id"] for item in page["items"]}


def _errors(platform):
    return (platform.data.parent / "serve.err").read_text()


def _kill(platform):
    """End the platform without a chance to do anything; returns the processes that it had."""
    family = [child.pid for child in psutil.Process(platform.process.pid).children(recursive=True)]
    assert family
    platform.process.send_signal(signal.SIGKILL)
    platform.process.wait(20)
    platform.process.stdout.close()
    platform.errors.close()
    return family


def test_a_killed_platform_starts_again_says_so_and_goes_on(served, tmp_path):
    before = _found(served)
    assert gone(_kill(served)), "a child outlives the platform"
    served.start()
    said = _errors(served)
    assert "did not stop cleanly" in said
    assert "nothing accepted is lost" in said
    assert f"The index was rebuilt: {len(before)} vacancies" in said
    assert _found(served) == before
    drift = served.padan_json("reconcile")
    assert (drift["compared"], drift["missing"], drift["stale"], drift["orphaned"]) == (COUNT, 0, 0, 0)
    _push(served, tmp_path, range(COUNT, COUNT + 3))
    eventually(lambda: len(_found(served)) == COUNT + 3)


def test_a_clean_start_has_nothing_to_mend_and_a_lost_index_is_built_from_the_tables(served):
    before = _found(served)
    assert served.stop(signal.SIGINT) == 0
    served.start()
    assert _found(served) == before
    assert _errors(served) == ""
    assert served.stop() == 0
    files = [path for path in (served.data / "index").rglob("*") if path.is_file()]
    assert files
    for path in files:
        path.unlink()
    served.start()
    assert _found(served) == before
    assert "The index was rebuilt" in _errors(served)
    assert "did not stop cleanly" not in _errors(served)
