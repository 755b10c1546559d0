"""What the cluster logs: refusals and changes of rights, slow requests; no body and no document."""

import secrets
from typing import Any

import msgspec
import pytest

from chalicelib.settings import Search
from search.opensearch import auditing
from search.opensearch.connection import Connection, connect
from search.opensearch.generations import Generations
from search.opensearch.layout import VACANCIES
from search.opensearch.preparing import Spread, prepare_cluster
from tests.contracts.index.cluster import drop
from tests.search.opensearch.test_connection import Asked, server

PATH = "/_plugins/_security/api/audit/config"
LIVING = {"padan-vacancies-000001": {"aliases": {"padan-vacancies": {}, "padan-candidates": {}}}}


def answer(asked: Asked) -> tuple[int, bytes]:
    return 200, msgspec.json.encode(LIVING if asked.method == "GET" else {})


def test_refusals_are_recorded_and_ordinary_calls_and_bodies_are_not():
    with server(answer) as (url, asked):
        connection = Connection(url)
        auditing.record(connection)
        connection.close()
    (sent,) = asked
    assert (sent.method, sent.path) == ("PUT", PATH)
    recorded = msgspec.json.decode(sent.body)
    assert recorded["enabled"]
    assert recorded["audit"]["enable_rest"]
    assert not recorded["audit"]["log_request_body"]
    assert recorded["audit"]["exclude_sensitive_headers"]
    for left_out in (recorded["audit"]["disabled_rest_categories"], recorded["audit"]["disabled_transport_categories"]):
        assert set(left_out) == {"AUTHENTICATED", "GRANTED_PRIVILEGES"}
    assert recorded["compliance"]["internal_config"]
    assert recorded["compliance"]["write_watched_indices"] == []
    assert recorded["compliance"]["read_watched_fields"] == {}


@pytest.mark.parametrize(("users", "recorded"), [(("arn:role",), 1), ((), 0)])
def test_a_cluster_that_knows_roles_is_told_to_record(users, recorded):
    with server(answer) as (url, asked):
        prepare_cluster(Search(search_engine="opensearch", search_url=url), Spread(), users, ())
    assert [each.path for each in asked].count(PATH) == recorded


@pytest.mark.engine
def test_slow_requests_are_logged_without_what_was_written(opensearch):
    settings = Search(search_engine="opensearch", search_url=opensearch.url, index_prefix=f"p{secrets.token_hex(4)}-")
    connection = connect(settings)
    name = Generations(connection, f"{settings.index_prefix}vacancies", VACANCIES.definition).current()
    kept = connection.call("GET", f"/{name}/_settings", dict[str, Any])[name]["settings"]["index"]
    connection.close()
    drop(settings)
    assert kept["search"]["slowlog"]["threshold"]["query"]["warn"] == "500ms"
    assert kept["indexing"]["slowlog"] == {"threshold": {"index": {"warn": "1s"}}, "source": "false"}
