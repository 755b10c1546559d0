"""Calling the interface from a bench, and the same question for the engine by itself."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from bench.calling import Caller, noted_plans, parameters_of
from bench.queries import queries
from bench.raw import RawTantivy, request_of, tokens
from bench.search import fill
from bench.settings import Engine, configure
from search.embedded.vacancies import EmbeddedVacancyIndex
from search.engine import close, vacancy_index


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    variables = {"PADAN_SEARCH_ENGINE": "embedded", "PADAN_SEARCH_FOLDER": str(tmp_path)}
    found = Engine(name="embedded", variables=variables, folder=tmp_path)
    for name in (*variables, "PADAN_CURSOR_SECRET", "AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.setenv(name, "kept for afterwards")
    close()
    configure(found)
    yield found
    close()


def test_the_engine_is_asked_what_the_interface_asked_it(engine: Engine) -> None:
    fill(600)
    caller, raw, index = Caller(), RawTantivy(engine.folder / "vacancies"), vacancy_index()
    assert isinstance(index, EmbeddedVacancyIndex)
    with noted_plans(index) as plans:
        for query in queries(30):
            event = caller.event(parameters_of(caller, query))
            plans.clear()
            answer = msgspec.json.decode(caller.answer(event))
            plan = plans[0]
            page = index.search(plan)
            assert page.total == answer["total"]
            if plan.after is None:
                assert raw.same(plan)() == min(page.total, plan.limit + 1)
    assert "search" not in vars(index), "the index is as it was"


def test_a_second_page_goes_on_behind_the_first(engine: Engine) -> None:
    fill(600)
    caller = Caller()
    query = next(each for each in queries(200) if each.second_page)
    named = dict(parameters_of(caller, query))
    assert named["cursor"]
    first = msgspec.json.decode(caller.answer(caller.event(query.parameters)))
    second = msgspec.json.decode(caller.answer(caller.event(list(named.items()))))
    assert first["items"]
    assert not {item["id"] for item in first["items"]} & {item["id"] for item in second["items"]}


def test_a_refused_search_ends_the_bench(engine: Engine) -> None:
    fill(10)
    caller = Caller()
    with pytest.raises(RuntimeError, match="refused"):
        caller.answer(caller.event([("sort", "backwards")]))


def test_a_request_is_plain_values(engine: Engine) -> None:
    fill(10)
    caller, index = Caller(), vacancy_index()
    with noted_plans(index) as plans:
        caller.answer(caller.event([("q", "kasir bandung")]))
    assert msgspec.json.decode(msgspec.json.encode(request_of(plans[0]))) == request_of(plans[0])
    assert tokens("Kasir di Bandung")
