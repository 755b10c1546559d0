"""What the command line says of itself, and what it says when it is called wrongly."""

import pytest
import typer

from local.cli.main import app
from tests.cli.conftest import command


def _commands():
    group = typer.main.get_command(app)
    for name, found in group.commands.items():
        nested = getattr(found, "commands", None)
        yield from ((name, inner) for inner in nested) if nested else [(name,)]


COMMANDS = sorted(_commands())


def test_every_promised_command_is_there():
    promised = {"serve", "seed", "token", "push", "search", "reindex", "reconcile", "recode", "validate"}
    promised |= {"duplicates", "match-all", "breach-notice"}
    tables = {("reference", name) for name in ("list", "import", "check", "diff", "report")}
    feeds = {("feeds", name) for name in ("add", "list", "stop")}
    quality = {("quality", name) for name in ("show", "rebuild")}
    learning = {("learning", name) for name in ("run", "report", "proposals", "decide", "export")}
    policies = {("policy", name) for name in ("diff", "dry-run")}
    groups = tables | feeds | quality | learning | policies
    assert {(name,) for name in promised} | {("partner", "add"), ("audit", "verify")} | groups == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS, ids=" ".join)
def test_help_says_what_for_and_shows_examples(name):
    shown = command(*name, "--help").good().out
    _, _, examples = shown.partition("Examples:")
    assert f"padan {' '.join(name)}" in examples
    assert len(shown.partition("Examples:")[0].strip()) > 60


@pytest.mark.parametrize("name", COMMANDS, ids=" ".join)
def test_an_unknown_option_is_wrong_usage(name):
    wrong = command(*name, "--unheard-of")
    assert wrong.code == 2
    assert "unheard-of" in wrong.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["token"],
        ["token", "--role", "king"],
        ["push"],
        ["push", "/nowhere/file.ndjson", "--partner", "x"],
        ["seed", "--vacancies", "-1"],
        ["search", "--limit", "0"],
        ["recode", "--writes-per-second", "0"],
        ["policy", "dry-run", "1"],
        ["policy", "dry-run", "1", "2", "--days", "0"],
        ["partner", "add"],
        ["feeds", "add", "x"],
        ["feeds", "add", "x", "https://portal.example/", "--form", "rss"],
        ["partner", "add", "x", "--algorithm", "rot13"],
        ["serve", "--port", "70000"],
        ["serve", "--search", "grep"],
        ["fly"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_told_before_anything_is_asked(arguments):
    wrong = command(*arguments, PADAN_URL="http://127.0.0.1:9")
    assert (wrong.code, wrong.out) == (2, "")
    assert wrong.err


def test_without_a_command_it_explains_itself():
    assert "serve" in command().out + command().err
    assert command("--version").good().out.startswith("padan ")
