"""The canary's script against the platform itself and against platforms that are broken, and what runs it."""

import ast
import json
import re
import sys
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from infra_cdk.canary.python import probe
from infra_cdk.canary.python.probe import ProbeFailed, look
from tests.finding.conftest import api

__all__ = ["api"]
SOURCE = Path(probe.__file__)
_GOOD = {
    "/v1/health": (200, {"status": "ok"}),
    "/v1/openapi.json": (200, {"openapi": "3.1.0", "paths": {"/v1/vacancies": {}}}),
    "/v1/vacancies?q=kasir&limit=5": (200, {"total": 1, "items": [{"id": "vac_1"}]}),
    "/v1/vacancies/vac_1": (200, {"id": "vac_1"}),
}


def broken(**answers):
    """A platform that answers well but for some paths, each named by a part of it."""

    def get(path):
        for part, answer in answers.items():
            if part in path.replace("?", "_").replace("/", "_"):
                return answer
        return _GOOD[path]

    return get


def test_a_platform_that_answers_is_seen_through():
    assert look(broken(), "kasir") == "healthy; described; 1 found for 'kasir'; vac_1 opened"


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({"health": (503, {"status": "failing"})}, "health: status 503"),
        ({"health": (200, {"status": "failing"})}, "health: says 'failing'"),
        ({"openapi": (200, {"openapi": "2.0", "paths": {}})}, "description: is not"),
        ({"openapi": (200, None)}, "description: status 200"),
        ({"vacancies_q": (200, {"total": 0, "items": []})}, "search: finds nothing"),
        ({"vacancies_q": (403, None)}, "search: status 403"),
        ({"vacancies_vac": (404, {"title": "gone"})}, "vacancy: vac_1: status 404"),
        ({"vacancies_vac": (200, {"id": "vac_2"})}, "vacancy: vac_1: another"),
    ],
)
def test_what_is_broken_is_named(answers, why):
    with pytest.raises(ProbeFailed, match=re.escape(why)):
        look(broken(**answers), "kasir")


def test_the_platforms_own_answers_satisfy_it(api):
    """Searching, describing and health come from the app; one vacancy is read from the table, which is not here."""

    def get(path):
        if path == "/v1/health":
            return _GOOD[path]
        if re.fullmatch("/v1/vacancies/[^?]+", path):
            return 200, {"id": urllib.parse.unquote(path.rpartition("/")[2])}
        reply = api("GET", path)
        return reply.status, reply.body

    said = look(get, "kasir")
    assert "found for 'kasir'" in said
    assert "described" in said


@pytest.fixture
def server():
    """A platform on the loopback that answers as it is told; requests are kept."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.server.asked.append((self.path, self.headers["User-Agent"]))
            status, body = self.server.answers.get(self.path, (404, {}))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body if isinstance(body, bytes) else json.dumps(body).encode())

        def log_message(self, *_):
            """Say nothing."""

    made = HTTPServer(("127.0.0.1", 0), Handler)
    made.answers, made.asked = dict(_GOOD), []
    thread = threading.Thread(target=made.serve_forever, args=(0.05,))
    thread.start()
    yield made
    made.shutdown()
    thread.join(10)
    made.server_close()


def _at(server, monkeypatch):
    monkeypatch.setenv(probe.ADDRESS, f"http://127.0.0.1:{server.server_port}/")
    monkeypatch.setenv(probe.WORDS, "kasir")


def test_it_asks_over_http_and_says_who_it_is(server, monkeypatch):
    _at(server, monkeypatch)
    assert probe.handler({}, None).endswith("vac_1 opened")
    assert [path for path, _ in server.asked] == list(_GOOD)
    assert {agent for _, agent in server.asked} == {"padan-canary/1"}


def test_an_error_answer_is_told_with_its_body(server, monkeypatch):
    _at(server, monkeypatch)
    server.answers["/v1/health"] = (503, {"status": "failing"})
    with pytest.raises(ProbeFailed, match=r"503.*failing"):
        probe.handler({}, None)


def test_what_is_not_json_is_no_answer(server, monkeypatch):
    _at(server, monkeypatch)
    server.answers["/v1/health"] = (200, b"<html>")
    with pytest.raises(ProbeFailed, match="health: status 200"):
        probe.handler({}, None)


def test_a_slow_answer_fails(server, monkeypatch):
    _at(server, monkeypatch)
    monkeypatch.setattr(probe, "PATIENCE", -1.0)
    monkeypatch.setattr(probe, "_ask", lambda url: (200, {}))
    with pytest.raises(ProbeFailed, match="answered after"):
        probe.handler({}, None)


def test_nobody_there_is_told_after_a_second_try(monkeypatch):
    tried = []

    def refuse(url):
        tried.append(url)
        raise OSError("refused")

    monkeypatch.setattr(probe, "_ask", refuse)
    with pytest.raises(ProbeFailed, match="no answer"):
        probe.fetch("http://127.0.0.1:9/v1/health")
    assert len(tried) == 2


def test_the_script_needs_python_alone():
    imported = {
        name.partition(".")[0]
        for node in ast.walk(ast.parse(SOURCE.read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module])
    }
    assert imported <= sys.stdlib_module_names


def test_the_canary_looks_at_the_public_address_every_five_minutes(of_type, pilot):
    (canary,) = (each["Properties"] for each in of_type(pilot.home, "AWS::Synthetics::Canary"))
    assert canary["Schedule"]["Expression"] == "rate(5 minutes)"
    assert canary["RunConfig"]["EnvironmentVariables"][probe.ADDRESS] == "https://api.padan.example"
    assert canary["Code"]["Handler"] == "probe.handler"
    assert re.fullmatch(r"[0-9a-z_-]{1,255}", canary["Name"])


def test_its_runtime_is_one_that_runs_this_python(of_type, pilot):
    (canary,) = (each["Properties"] for each in of_type(pilot.home, "AWS::Synthetics::Canary"))
    major = re.fullmatch(r"syn-python-selenium-(\d+)\.\d+", canary["RuntimeVersion"])[1]
    assert int(major) >= 6  # the first with Python 3.11


def test_its_log_is_kept_as_long_as_others(of_type, pilot):
    (group,) = (each["Properties"] for each in of_type(pilot.home, "AWS::Logs::LogGroup"))
    assert group["RetentionInDays"] == pilot.capacity.log_days
    assert "cwsyn-padan-pilot-outside-" in json.dumps(group["LogGroupName"])


def test_its_role_may_report_and_no_more(of_type, pilot):
    (policy,) = (each["Properties"] for each in of_type(pilot.home, "AWS::IAM::ManagedPolicy"))
    actions = {
        action
        for statement in policy["PolicyDocument"]["Statement"]
        for action in ([statement["Action"]] if isinstance(statement["Action"], str) else statement["Action"])
    }
    assert actions == {
        "s3:PutObject",
        "s3:GetBucketLocation",
        "s3:ListAllMyBuckets",
        "kms:GenerateDataKey",
        "kms:Decrypt",
        "logs:CreateLogStream",
        "logs:PutLogEvents",
        "cloudwatch:PutMetricData",
    }
