"""What is printed: text stays text, problems name their fields, exit codes tell them apart."""

from io import StringIO

import httpx
import pytest
import typer
from rich.console import Console

from local.cli.output import Exit, explained, fail, print_table, progress

HOSTILE = "Kasir [Bandung] [/bold] [red]segera"


def test_cells_are_shown_as_they_are(capsys):
    print_table("found", ("title",), [[HOSTILE], [None], [7]])
    shown = capsys.readouterr().out
    assert HOSTILE in shown
    assert "7" in shown
    assert "None" not in shown


def test_a_message_is_shown_as_it_is(capsys):
    with pytest.raises(typer.Exit) as ended:
        fail(f"no file {HOSTILE}", Exit.USAGE)
    assert ended.value.exit_code == 2
    assert HOSTILE in capsys.readouterr().err


def _answered(status, **content):
    request = httpx.Request("GET", "http://127.0.0.1:1/v1/vacancies")
    response = httpx.Response(status, request=request, **content)
    return httpx.HTTPStatusError("refused", request=request, response=response)


def _told(error, capsys):
    with pytest.raises(typer.Exit) as ended, explained():
        raise error
    captured = capsys.readouterr()
    assert captured.out == ""
    return ended.value.exit_code, captured.err


def test_a_refusal_names_every_field(capsys):
    problem = {
        "title": "Invalid input",
        "detail": f"Two fields of {HOSTILE}.",
        "errors": [
            {"pointer": "/title", "code": "too_short", "detail": "At least 3 characters."},
            {"pointer": "", "code": "invalid", "detail": "Not an object."},
        ],
    }
    code, said = _told(_answered(400, json=problem), capsys)
    assert code == Exit.REFUSED
    assert f"Invalid input: Two fields of {HOSTILE}." in said
    assert "/title: At least 3 characters. [too_short]" in said
    assert "(body): Not an object. [invalid]" in said


@pytest.mark.parametrize("content", [{"text": "<h1>Bad gateway</h1>"}, {"json": ["odd"]}, {"content": b""}], ids=str)
def test_an_answer_that_is_no_problem_document_is_told_too(content, capsys):
    code, said = _told(_answered(502, **content), capsys)
    assert code == Exit.REFUSED
    assert "HTTP 502" in said


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (httpx.ConnectError("refused"), Exit.UNREACHABLE),
        (httpx.ReadTimeout("slow", request=httpx.Request("GET", "http://127.0.0.1:1/x")), Exit.UNREACHABLE),
        (httpx.InvalidURL("odd"), Exit.USAGE),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_failed_connection_is_told_apart(error, code, capsys):
    found, said = _told(error, capsys)
    assert found == code
    assert said.strip()


def test_a_job_shows_how_far_it_is_how_fast_and_how_long_it_takes():
    display, now = progress(), [0.0]
    display.get_time = lambda: now[0]
    task = display.add_task("recode", total=None)
    assert "/s" not in _rendered(display)
    for done in (0, 100, 200):
        display.update(task, completed=done, total=1_000)
        now[0] += 1
    shown = _rendered(display)
    assert "recode" in shown
    assert "200/1000" in shown
    assert "100/s" in shown
    assert "0:00:08" in shown


def _rendered(display):
    console = Console(width=200, file=StringIO())
    console.print(display.get_renderable())
    return console.file.getvalue()
