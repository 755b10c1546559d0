"""The platform about itself: versions, health, the readable console."""

import html
import json
from html.parser import HTMLParser

import pytest

from chalicelib.health import probes
from chalicelib.texts import Language
from functions import console
from functions.http import ENDPOINTS
from search import engine
from tests.functions.api import Api
from tests.platform_fixtures import forget, platform

pytestmark = pytest.mark.emulator
__all__ = ["platform"]
VOID = {"meta", "link", "br", "img", "input", "hr"}
OPTIONAL_END = {"p", "td", "tr", "th"}


@pytest.fixture
def api(platform, monkeypatch):
    engine.close()
    yield Api()
    engine.close()


def warmed() -> probes.Health:
    """Ask with much patience: clients are made at their first use, which on a busy machine alone takes seconds."""
    return probes.health(patience=60)


class Page(HTMLParser):
    """What a page holds; complains about what is not closed."""

    def __init__(self, text) -> None:
        super().__init__()
        self.open, self.identifiers, self.tags, self.text, self.attributes = [], [], set(), "", {}
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.attributes.setdefault(tag, []).append(dict(attributes))
        self.identifiers += [value for name, value in attributes if name == "id"]
        if tag not in VOID | OPTIONAL_END:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in OPTIONAL_END:
            assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def test_versions_of_interface_and_software(api):
    reply = api("GET", "/v1/version")
    assert (reply.status, reply.body["interface"]) == (200, "v1")
    assert reply.body["software"]


def test_every_dependency_answers(api):
    assert warmed().status is probes.Status.OK
    reply = api("GET", "/v1/health")
    assert reply.status == 200, reply.text
    assert {each["name"]: each["status"] for each in reply.body["dependencies"]} == dict.fromkeys(probes.PROBES, "ok")
    assert reply.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("setting", "dependency"),
    [
        ("PADAN_TABLE_PREFIX", "tables"),
        ("PADAN_QUEUE_PREFIX", "queues"),
        ("PADAN_PAYLOADS_BUCKET", "objects"),
        ("PADAN_USER_POOL_ID", "identity"),
        ("PADAN_SEARCH_ENGINE", "index"),
    ],
)
def test_what_is_missing_is_named_and_the_answer_is_503(api, monkeypatch, setting, dependency):
    monkeypatch.setenv(setting, "ap-southeast-3_nowhere" if "POOL" in setting else "nowhere-")
    forget()
    assert warmed().status is probes.Status.FAILING
    reply = api("GET", "/v1/health")
    assert reply.status == 503
    assert reply.body["status"] == "failing"
    assert [each["name"] for each in reply.body["dependencies"] if each["status"] == "failing"] == [dependency]


def test_the_console_shows_every_operation_in_the_readers_language(api):
    reply = api("GET", "/docs")
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    page = Page(reply.text)
    assert page.open == []
    assert len(page.identifiers) == len(set(page.identifiers)) == len(ENDPOINTS)
    assert all(endpoint.path in page.text for endpoint in ENDPOINTS)
    assert page.attributes["html"] == [{"lang": "id"}]
    english = Page(api("GET", "/docs", accept_language="en").text)
    assert english.attributes["html"] == [{"lang": "en"}]
    assert "Open to" in english.text
    assert "Open to" not in page.text


def test_the_console_loads_nothing_and_runs_nothing(api):
    page = Page(api("GET", "/docs").text)
    assert not page.tags & {"script", "iframe", "img", "link"}
    assert all(link["href"].startswith(("/", "#")) for link in page.attributes["a"])
    (viewport,) = [meta for meta in page.attributes["meta"] if meta.get("name") == "viewport"]
    assert "width=device-width" in viewport["content"]


HOSTILE = "<script>alert('1')</script>"


def test_words_of_a_description_stay_words():
    operation = {
        "operationId": HOSTILE,
        "summary": HOSTILE,
        "description": HOSTILE,
        "x-audience": [HOSTILE],
        "parameters": [{"name": HOSTILE, "in": "query", "schema": {"default": HOSTILE}}],
        "requestBody": {"content": {HOSTILE: {"schema": {"description": HOSTILE}}}},
        "responses": {"200": {"description": "", "content": {"text/x": {"schema": {"$ref": f"#/x/{HOSTILE}"}}}}},
    }
    description = {
        "info": {"title": HOSTILE, "version": "1"},
        "paths": {f"/{HOSTILE}": {"get": operation}},
        "components": {"schemas": {}},
    }
    shown = console.page(json.loads(json.dumps(description)), Language.INDONESIAN)
    assert "<script" not in shown
    assert html.escape(HOSTILE) in shown
    assert Page(shown).open == []
