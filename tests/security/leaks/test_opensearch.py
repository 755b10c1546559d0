"""The same life on the real OpenSearch: nothing of it in its documents, percolator, mappings, logs and files."""

import json
import os
import random
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from chalicelib import observability
from local import environment
from local.platform import Platform
from tests.engines_fixtures import require_opensearch
from tests.security.leaks.spellings import find
from tests.security.leaks.test_leaks import lived, somebody
from tests.security.leaks.watching import Watch, watching

pytestmark = [pytest.mark.emulator, pytest.mark.engine]
PAGE = 1_000


@pytest.fixture(scope="module")
def watch() -> Watch:
    return Watch()


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory, watch: Watch) -> Iterator[Platform]:
    """A whole platform in this process that searches with a node of its own."""
    require_opensearch(tmp_path_factory.mktemp("installed"))
    before = dict(os.environ)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PADAN_LOG_LEVEL", "DEBUG")
        watching(watch, patch)
        folder = tmp_path_factory.mktemp("leaks-opensearch")
        with Platform(folder, search="opensearch", report=lambda line: watch.keep("operator", line)) as running:
            observability.logger.setLevel("DEBUG")
            yield running
            observability.logger.setLevel("WARNING")
    os.environ.clear()
    environment.apply(before)


def asked(url: str) -> Any:
    return httpx.get(url, timeout=30).raise_for_status().json()


def dump(url: str) -> Iterator[tuple[str, str]]:
    """Every index of the node: its mapping, its settings, and its documents."""
    for name, known in asked(f"{url}/_all?expand_wildcards=all").items():
        yield f"{name} mapping", json.dumps(known, ensure_ascii=False)
        found = asked(f"{url}/{name}/_search?size={PAGE}&version=true&seq_no_primary_term=true&_source=true")
        assert found["hits"]["total"]["value"] <= PAGE
        yield name, json.dumps(found, ensure_ascii=False)


@pytest.fixture(scope="module")
def life(platform: Platform, watch: Watch) -> tuple[dict[str, str], dict[str, str]]:
    """The values of one life that was lived here and of whom a partner named, for all tests of this module."""
    values = somebody(random.Random(20_261))
    named = lived(platform, watch, values)
    assert named
    return values.named(), named


def test_no_index_holds_anything_of_a_life(platform, life):
    values, _ = life
    url = os.environ["PADAN_SEARCH_URL"]
    httpx.post(f"{url}/_refresh", timeout=30).raise_for_status()
    held: dict[str, list[str]] = {}
    for name, content in dump(url):
        held.setdefault(name, []).append(content)
    documents = [name for name in held if not name.endswith(" mapping")]
    # Vacancies, candidates and saved searches at least were written.
    assert {each for each in ("vacancies", "candidates", "searches") if any(each in name for name in documents)} == {
        "vacancies",
        "candidates",
        "searches",
    }
    assert any("Kasir" in piece for pieces in held.values() for piece in pieces), "an empty index holds nothing"
    assert {name: sorted({kind for kind, _ in find("\n".join(pieces), values)}) for name, pieces in held.items()} == {
        name: [] for name in held
    }


def test_no_file_of_the_node_holds_anything_of_a_life(platform, life):
    """Logs of slow and wrong queries, and the journal of what was written: all that is not compressed."""
    values, _ = life
    files = [path for path in (platform.folder.path / "opensearch").rglob("*") if path.is_file()]
    journals = [path for path in files if path.suffix == ".tlog"]
    assert any(b"Kasir" in path.read_bytes() for path in journals), "the journal has what was written"
    assert any(path.suffix == ".log" for path in files)
    read = [path for path in files if path.suffix in (".tlog", ".log", ".json")]
    assert {path.name: found for path in read if (found := find(path.read_bytes(), values))} == {}
