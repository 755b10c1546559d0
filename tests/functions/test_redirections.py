"""The interface sends nobody elsewhere: no operation states a redirection, and no source writes one."""

import ast

import pytest

import app  # noqa: F401 - declares every operation
from functions.http import ENDPOINTS
from local.standards.links import HOUSE

NOT_MODIFIED = 304
SOURCES = sorted((HOUSE / "functions").rglob("*.py"))


def redirections(source):
    """Statuses of redirections that ``source`` answers with."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    stated = (word.value for call in calls for word in call.keywords if word.arg in {"status", "status_code"})
    values = [value.value for value in stated if isinstance(value, ast.Constant) and isinstance(value.value, int)]
    return [value for value in values if 300 <= value < 400 and value != NOT_MODIFIED]


@pytest.mark.parametrize("entry", ENDPOINTS, ids=lambda entry: f"{entry.method} {entry.path}")
def test_no_operation_states_a_redirection(entry):
    assert {status for status in (entry.status, *entry.also) if 300 <= status < 400} <= {NOT_MODIFIED}


def test_no_source_answers_with_one():
    assert len(SOURCES) > 20
    assert {str(file): found for file in SOURCES if (found := redirections(file.read_text(encoding="utf-8")))} == {}


@pytest.mark.parametrize("line", ["Answer(body=1, status=302)", "f(Response(status_code=307, body=''))"])
def test_one_would_be_found(line):
    assert redirections(line)


@pytest.mark.parametrize("line", ["Answer(body=1, status=304)", "Answer(status=200)", "Answer(status=made)", "f(302)"])
def test_what_is_none_is_not(line):
    assert not redirections(line)
