"""The whole interface over each engine in turn, with two vacancies."""

import json
import time
from collections.abc import Callable, Iterator

import msgspec
import pytest

import app as root
from chalicelib import settings
from local.engines.opensearch import OpenSearch
from local.http.context import LambdaContext
from search import engine
from tests.functions.api import Api, Reply
from tests.search.builders import DAY, vacancy

Ask = Callable[[str], Reply]


class Caller(Api):
    """Sends the parameter ``q`` exactly as given, whatever it holds."""

    def ask(self, words: str, path: str = "/v1/vacancies") -> Reply:
        """Return the answer to a search for ``words``."""
        event = self._event("GET", path, None, {})
        event["queryStringParameters"] = {"q": words}
        event["multiValueQueryStringParameters"] = {"q": [words]}
        result = root.app(event, LambdaContext("api_handler", 29))
        headers = {name.lower(): values[-1] for name, values in (result.get("multiValueHeaders") or {}).items()}
        headers |= {name.lower(): str(value) for name, value in (result.get("headers") or {}).items()}
        return Reply(result["statusCode"], headers, str(result.get("body") or ""))


@pytest.fixture(scope="module", params=["embedded", pytest.param("opensearch", marks=pytest.mark.engine)])
def caller(request: pytest.FixtureRequest) -> Iterator[Caller]:
    """A client of the app over two vacancies in one engine after the other."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PADAN_SEARCH_ENGINE", request.param)
        patch.setenv("PADAN_SEARCH_FOLDER", "")
        if request.param == "opensearch":
            running: OpenSearch = request.getfixturevalue("opensearch")
            patch.setenv("PADAN_SEARCH_URL", running.url)
            patch.setenv("PADAN_INDEX_PREFIX", "any-query-")
        settings.forget()
        engine.close()
        _fill()
        yield Caller()
        engine.close()
    settings.forget()


def told(reply: Reply) -> dict[str, object]:
    """Return what an answer says was understood."""
    understood: dict[str, object] = json.loads(reply.text)["understood"]
    return understood


def _fill() -> None:
    now = int(time.time())
    made = (
        vacancy(1, title="Kasir Minimarket", occupation="5230", region="32.76"),
        vacancy(2, title="Programmer Python", occupation="2512", region="31.74", skills=("sk_python",)),
    )
    index = engine.vacancy_index()
    index.put([msgspec.structs.replace(each, posted_at=now - DAY, expires_at=now + 30 * DAY) for each in made])
    index.refresh()
