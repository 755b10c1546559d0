"""Calling the interface in this process as API Gateway does, and noting what it asks the index."""

import contextlib
import io
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from bench.queries import Query
from search.plan import Plan
from search.port import Page, VacancyIndex


class _Nowhere(io.TextIOBase):
    """Takes what is logged: it is made as ever, and not shown."""

    def write(self, text: str) -> int:
        """Drop ``text``."""
        return len(text)


class Caller:
    """Calls the Chalice app as API Gateway does."""

    def __init__(self) -> None:
        """Import the app."""
        from app import app

        self._app = app
        self._nowhere = _Nowhere()

    def event(self, parameters: Sequence[tuple[str, str]]) -> dict[str, Any]:
        """Return the event of a search."""
        from local.http.events import proxy_event
        from local.http.requests import HttpRequest
        from local.http.routing import Match

        path = "/v1/vacancies"
        request = HttpRequest(
            method="GET",
            raw_path=path,
            path=path,
            segments=("", "v1", "vacancies"),
            query=tuple(parameters),
            headers=(("accept", "application/json"), ("accept-language", "id")),
            body=b"",
            source_ip="127.0.0.1",
            host="127.0.0.1",
        )
        return proxy_event(request, Match(resource=path, parameters={}), self._app.api.binary_types)

    def answer(self, event: dict[str, Any]) -> str:
        """Return the body of the answer; raises ``RuntimeError`` unless it is a 200."""
        from local.http.context import LambdaContext

        with contextlib.redirect_stdout(self._nowhere):
            answer = self._app(event, LambdaContext("api_handler", 29))
        if answer["statusCode"] != 200:
            raise RuntimeError(f"a search was refused: {answer['body']}")
        return str(answer["body"])


def parameters_of(caller: Caller, query: Query) -> list[tuple[str, str]]:
    """Return the parameters, for a second page with the cursor that the first one gave."""
    first = list(query.parameters)
    if not query.second_page:
        return first
    cursor = msgspec.json.decode(caller.answer(caller.event(first))).get("next")
    return [*first, ("cursor", cursor)] if cursor else first


@contextlib.contextmanager
def noted_plans(index: VacancyIndex) -> Iterator[list[Plan]]:
    """Collect what the index is asked, in order."""
    plans, ask = list[Plan](), index.search

    def note(plan: Plan) -> Page:
        plans.append(plan)
        return ask(plan)

    setattr(index, "search", note)  # noqa: B010 - for as long as it is measured
    try:
        yield plans
    finally:
        delattr(index, "search")
