"""A cluster is prepared again and again without losing anything, and grows by fields alone."""

import hashlib
import secrets
from typing import Any

import msgspec
import pytest

from chalicelib.settings import Search
from search.opensearch.connection import Connection, connect
from search.opensearch.layout import CANDIDATES, VACANCIES
from search.opensearch.preparing import LAYOUTS, LayoutConflict, Spread, admit, prepare, template
from tests.contracts.index.cluster import drop
from tests.search.opensearch.test_connection import server

ONE = Spread(shards=1, copies=1)
RECORDED = {
    "vacancies": (2, "83f77ef7202b25e1"),
    "candidates": (1, "be8a6a7116787a08"),
    "searches": (2, "76cf384402d21df5"),
}
"""Digest of the fields of each version of a layout. Who changes fields gives the layout a new version, and this too."""


@pytest.fixture
def cluster(opensearch):
    """A prefix of its own on the real engine, and the connection."""
    settings = Search(search_engine="opensearch", search_url=opensearch.url, index_prefix=f"p{secrets.token_hex(4)}-")
    connection = connect(settings)
    yield settings.index_prefix, connection
    for layout in LAYOUTS:
        if connection.exists(f"/_index_template/{settings.index_prefix}{layout.name}"):
            connection.call("DELETE", f"/_index_template/{settings.index_prefix}{layout.name}", dict[str, Any])
    connection.close()
    drop(settings)


def _with(layout, **fields):
    return msgspec.structs.replace(layout, version=layout.version + 1, properties=layout.properties | fields)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_changed_layout_has_a_new_version(layout):
    fields = msgspec.json.encode(layout.definition["mappings"], order="deterministic")
    assert (layout.version, hashlib.sha256(fields).hexdigest()[:16]) == RECORDED[layout.name]


def test_a_template_has_the_version_and_the_spread():
    made = template(VACANCIES, "padan-", Spread(shards=3, copies=3))
    assert made["index_patterns"] == ["padan-vacancies-*"]
    assert made["version"] == VACANCIES.version
    assert made["template"]["settings"]["number_of_shards"] == 3
    assert made["template"]["settings"]["number_of_replicas"] == 2
    assert made["template"]["mappings"]["dynamic"] == "strict"


@pytest.mark.engine
def test_preparing_again_changes_nothing(cluster):
    prefix, connection = cluster
    first = prepare(connection, VACANCIES, prefix, ONE)
    before = connection.call("GET", f"/{first}", dict[str, Any])
    assert prepare(connection, VACANCIES, prefix, ONE) == first
    assert connection.call("GET", f"/{first}", dict[str, Any]).keys() == before.keys()
    assert connection.call("GET", f"/{first}/_mapping", dict[str, Any])[first] == {
        "mappings": before[first]["mappings"]
    }


@pytest.mark.engine
def test_a_new_field_reaches_the_generation_that_lives(cluster):
    prefix, connection = cluster
    living = prepare(connection, CANDIDATES, prefix, ONE)
    grown = _with(CANDIDATES, shifts={"type": "keyword"})
    assert prepare(connection, grown, prefix, ONE) == living
    mapping = connection.call("GET", f"/{living}/_mapping", dict[str, Any])[living]["mappings"]
    assert mapping["properties"]["shifts"] == {"type": "keyword"}
    found = connection.call("GET", f"/_index_template/{prefix}candidates", dict[str, Any])["index_templates"][0]
    assert found["index_template"]["version"] == CANDIDATES.version + 1


@pytest.mark.engine
def test_a_field_of_another_kind_is_refused_with_what_to_do(cluster):
    prefix, connection = cluster
    prepare(connection, CANDIDATES, prefix, ONE)
    with pytest.raises(LayoutConflict, match="under a new name"):
        prepare(connection, _with(CANDIDATES, remote={"type": "keyword"}), prefix, ONE)


@pytest.mark.engine
def test_shards_hold_for_the_next_generation_and_copies_at_once(cluster):
    from search.opensearch.generations import Generations

    prefix, connection = cluster
    first = prepare(connection, VACANCIES, prefix, ONE)
    prepare(connection, VACANCIES, prefix, Spread(shards=2, copies=3))
    second = Generations(connection, f"{prefix}vacancies", VACANCIES.definition).start()
    found = {name: _settings(connection, name) for name in (first, second)}
    assert {name: one["number_of_shards"] for name, one in found.items()} == {first: "1", second: "2"}
    assert {one["number_of_replicas"] for one in found.values()} == {"2"}


def test_roles_reach_our_indices_and_no_others():
    with server(lambda asked: (200, b"{}")) as (url, asked):
        connection = Connection(url)
        admit(connection, "padan-pilot-", ["arn:users"], ["arn:admins"])
        connection.close()
    sent = {each.path.removeprefix("/_plugins/_security/api"): msgspec.json.decode(each.body) for each in asked}
    assert {each.method for each in asked} == {"PUT"}
    assert sent["/rolesmapping/padan-pilot-platform"] == {"backend_roles": ["arn:users"]}
    assert sent["/rolesmapping/padan-pilot-administrators"] == {"backend_roles": ["arn:admins"]}
    (reached,) = sent["/roles/padan-pilot-platform"]["index_permissions"]
    assert reached["index_patterns"] == [f"padan-pilot-{name}*" for name in ("vacancies", "candidates", "searches")]
    assert "*" not in sent["/roles/padan-pilot-platform"]["cluster_permissions"]


def _settings(connection, name):
    return connection.call("GET", f"/{name}/_settings", dict[str, Any])[name]["settings"]["index"]
