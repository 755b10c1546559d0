"""Every kind of request that we make arrives with a signature that a server agrees with; see decision 0119.

opensearch-py signs paths with percent signs in a way that Amazon OpenSearch Service does not (403). So no path may have
any, and identifiers have nothing to encode.
"""

import ast
import inspect
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from botocore.credentials import Credentials
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.identifiers import derived_identifier, is_identifier, new_identifier
from search import opensearch
from search.document import CandidateDocument
from search.opensearch import auditing
from search.opensearch.answers import Acknowledged
from search.opensearch.candidates import OpenSearchCandidateIndex
from search.opensearch.connection import Connection, EngineRefused
from search.opensearch.layout import CANDIDATES, VACANCIES
from search.opensearch.percolating import OpenSearchPercolator
from search.opensearch.preparing import Spread, admit, prepare
from search.opensearch.signing import signer
from search.opensearch.standing import SEARCHES
from search.opensearch.vacancies import OpenSearchVacancyIndex
from search.percolating.standing import StandingSearch
from search.plan import Admission, CandidatePlan, CodeField, Plan, WeightedCode
from search.port import Removal
from tests.contracts.index.asking import SIGNALS
from tests.search.builders import NOW, vacancy
from tests.search.opensearch.test_connection import Answer, Asked, server
from tests.search.request_signatures import encoded_once, encoded_twice, is_signed

REGION = "ap-southeast-3"
SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
CREDENTIALS = Credentials("AKIDEXAMPLE", SECRET, "session/token+of=a==role")
PREFIX = "padan-pilot-"
FIRST = f"{PREFIX}vacancies-000001"
UNRESERVED = re.compile(r"[A-Za-z0-9._~-]+")
"""RFC 3986, section 2.3: what is the same encoded and plain."""


def stand_in() -> Callable[[Asked], Answer]:
    """Answer as little as each caller can read; whoever is not signed in both readings is refused.

    The first search finds its index gone, as happens when a generation is replaced under it.
    """
    gone = {f"/{PREFIX}vacancies/_search"}

    def answer(asked: Asked) -> Answer:
        readings = (encoded_once, encoded_twice)
        if not all(is_signed(asked.method, asked.path, asked.headers, asked.body, SECRET, each) for each in readings):
            return 403, b'{"message": "The request signature we calculated does not match"}'
        path = asked.path.partition("?")[0]
        if path in gone:
            gone.remove(path)
            return 404, b"{}"
        return 200, json.dumps(_content(path, asked)).encode()

    return answer


def _content(path: str, asked: Asked) -> dict[str, Any]:
    if path == "/_bulk":
        return {"items": [{"index": {"status": 201}}] * (len(asked.body.splitlines()) // 2)}
    if "_alias" in path and asked.method == "GET":
        return {FIRST: {"aliases": {f"{PREFIX}vacancies": {}, f"{PREFIX}candidates": {}, f"{PREFIX}searches": {}}}}
    buckets: Any = {"0": {"doc_count": 3}} if b'"filters"' in asked.body else []
    return {
        "count": 0,
        "found": False,
        "pit_id": "46ToAwMDaW5kZXg+/=",
        "hits": {"hits": [], "total": {"value": 0}},
        "aggregations": {"codes": {"values": {"buckets": buckets}}, "employers": {"values": {"buckets": []}}},
    }


class Watched(Connection):
    """Notes from which lines of `search.opensearch` it was called."""

    lines: set[tuple[str, int]]

    def _try(self, *request: Any) -> tuple[int, bytes]:
        for frame in inspect.stack(context=0)[1:]:
            self.lines.add((Path(frame.filename).name, frame.lineno))
        return super()._try(*request)


@contextmanager
def domain() -> Iterator[tuple[Watched, list[Asked]]]:
    """A signing connection to a server that verifies."""
    with server(stand_in()) as (url, asked):
        made = Watched(url, signer(REGION, CREDENTIALS))
        made.lines = set()
        yield made, asked
        made.close()


def use_everything(connection: Connection) -> None:
    """Make every kind of request that an index makes, and whoever prepares it."""
    admit(connection, PREFIX, ["arn:aws:iam::000000000000:role/padan-api"], ["arn:aws:iam::000000000000:role/lead"])
    auditing.record(connection)
    prepare(connection, VACANCIES, PREFIX, Spread(shards=3, copies=3))
    vacancies = OpenSearchVacancyIndex(connection, VACANCIES, PREFIX)
    candidates = OpenSearchCandidateIndex(connection, CANDIDATES, PREFIX)
    vacancies.put([vacancy(1), vacancy(2, title="Kasir 50% / tunai & QRIS + é")])
    candidates.put([CandidateDocument(id=new_identifier("per"), version=1)])
    vacancies.remove([Removal(vacancy(1).id, 2)])
    assert vacancies.get(new_identifier("vac")) is None
    assert vacancies.search(Plan(signals=SIGNALS)).total == 0
    assert candidates.search(CandidatePlan(occupations=(WeightedCode("5230", 1.0),), limit=1)) == ()
    assert vacancies.counts(CodeField.REGION, ["32.73"], NOW) == (3,)
    assert vacancies.employers("pt contoh", NOW) == ()
    assert list(vacancies.versions()) == []
    assert vacancies.count() == 0
    vacancies.refresh()
    vacancies.swap(vacancies.start(), allow_shrink=True)
    vacancies.discard(f"{PREFIX}vacancies-000002")
    connection.exists(f"/{FIRST}")
    use_searches(connection)


def use_searches(connection: Connection) -> None:
    """Make the requests of the index of saved searches that no other index makes."""
    searches = OpenSearchPercolator(connection, SEARCHES, PREFIX)
    searches.put([StandingSearch(id=new_identifier("sav"), version=1, admission=Admission())])
    assert searches.matching([vacancy(1)]) == ((),)
    assert list(searches.readings()) == []


def test_every_kind_of_request_is_signed_as_a_server_reads_it() -> None:
    with domain() as (connection, asked):
        use_everything(connection)
    kinds = {
        (each.method, re.sub(r"padan-pilot-[a-z0-9*,-]+|vac_\w+", "…", each.path.partition("?")[0])) for each in asked
    }
    assert {method for method, _ in kinds} == {"GET", "HEAD", "POST", "PUT", "DELETE"}
    assert len(kinds) >= 18, kinds
    assert not [each.path for each in asked if "%" in each.path.partition("?")[0]]


def test_no_request_of_the_adapter_is_left_out() -> None:
    """Whoever adds a call adds it to `use_everything`."""
    with domain() as (connection, _):
        use_everything(connection)
        made = connection.lines
    for file, first, last in _places_of_calls():
        assert any((file, line) in made for line in range(first, last + 1)), f"{file}:{first} was never signed"


def _places_of_calls() -> Iterator[tuple[str, int, int]]:
    for source in sorted(Path(opensearch.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(source.read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in {"call", "_call"}
            ):
                yield source.name, node.lineno, node.end_lineno or node.lineno


@pytest.mark.parametrize(
    "path",
    [
        "/x/_doc/ada%40contoh.example",
        "/x/_doc/a%2Fb",
        "/x/_doc/loker%20kasir",
        "/x/_doc/50%25",
        "/%3Clog-%7Bnow%7D%3E/_doc/1",
    ],
)
def test_the_check_finds_the_paths_that_the_service_refuses(path: str) -> None:
    """The trap itself: this is why identifiers stay plain."""
    with domain() as (connection, _), pytest.raises(EngineRefused) as refusal:
        connection.call("GET", path, Acknowledged)
    assert refusal.value.status == 403


@pytest.mark.parametrize("change", ["path", "query", "body", "method", "secret", "host", "session"])
def test_the_check_finds_whatever_was_changed_on_the_way(change: str) -> None:
    with server(lambda _: (200, b"{}")) as (url, asked):
        connection = Connection(url, signer(REGION, CREDENTIALS))
        connection.call("POST", "/x/_search", Acknowledged, {"size": 1}, {"q": "a b", "b": 1})
        connection.close()
    (sent,) = asked
    arrived = {"method": sent.method, "target": sent.path, "headers": sent.headers, "body": sent.body, "secret": SECRET}
    changed = {
        "path": {"target": sent.path.replace("/x/", "/y/")},
        "query": {"target": sent.path.replace("b=1", "b=2")},
        "body": {"body": sent.body + b" "},
        "method": {"method": "PUT"},
        "secret": {"secret": "another"},
        "host": {"headers": {**sent.headers, "host": "elsewhere.example"}},
        "session": {"headers": {**sent.headers, "x-amz-security-token": "another"}},
    }[change]
    assert not is_signed(**(arrived | changed))


def test_the_usual_port_is_in_neither_signature_nor_header() -> None:
    """Clients leave `:443` out of the Host header; a signature that covers it would be refused."""
    headers = signer(REGION, CREDENTIALS)("GET", "https://search.example:443/x/_count", b"")
    lower = {name.lower(): value for name, value in headers.items()} | {"host": "search.example"}
    assert is_signed("GET", "/x/_count", lower, b"", SECRET)
    assert not is_signed("GET", "/x/_count", lower | {"host": "search.example:443"}, b"", SECRET)


@pytest.mark.parametrize(
    "identifier", ["ada@contoh.example", "a/b", "a b", "50%", "..", ".", "", "é", "a?b=1", "vac_x#y", "a,b", "*"]
)
def test_nobody_has_an_identifier_that_would_have_to_be_encoded(identifier: str) -> None:
    """It comes from an address that anybody can type; the answer is «not there», and nothing is asked."""
    with domain() as (connection, asked):
        assert OpenSearchVacancyIndex(connection, VACANCIES, PREFIX).get(identifier) is None
    assert asked == []


@given(prefix=st.from_regex(r"\A[a-z]{3}\Z"), parts=st.lists(st.text(), min_size=1, max_size=3))
def test_identifiers_have_nothing_to_encode(prefix: str, parts: list[str]) -> None:
    """Whatever a partner calls its vacancies and employers: ours are derived by a hash, or new."""
    for made in (new_identifier(prefix), derived_identifier(prefix, *parts)):
        assert is_identifier(made, prefix)
        assert UNRESERVED.fullmatch(made)
        assert encoded_once(made) == encoded_twice(made) == made
