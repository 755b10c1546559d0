"""The pages that alarms link say what it means, where to look, what to do and how to see that it helped, as commands.

Commands are held to what is there: operations and parameters to botocore's models of the services, metrics to alarms.
"""

import re
import shlex
import subprocess
from pathlib import Path

import pytest
from botocore import xform_name
from botocore.session import Session

from infra_cdk.monitoring.alarms.edge import edge_alarms
from infra_cdk.monitoring.composites import composites
from infra_cdk.monitoring.findings import FINDINGS
from infra_cdk.monitoring.slo.objectives import objectives

FOLDER = Path("docs/runbooks")
LOOK = FOLDER / "look.sh"
PROCEDURES = {
    "contact-objection",
    "credential-leak",
    "index-rebuild",
    "key-rotation",
    "poison-events",
    "ransomware",
    "recode-vacancies",
    "region-loss",
    "surge",
    "table-restore",
}
_GLOBAL = {"--query", "--output", "--region", "--cli-binary-format", "--max-items", "--no-cli-pager"}
_CUSTOM = {("logs", "tail")}
_STOPS = {"|", "||", "&&", ";", ")", "`", "done", "do"}


@pytest.fixture(scope="module")
def linked(home, pilot, all_alarms):
    """Pages that an alarm, a composite or a finding links."""
    alarms = (*all_alarms(home), *composites(home), *edge_alarms(pilot, "certificate", "distribution"), *FINDINGS)
    return {alarm.runbook for alarm in alarms}


def pages():
    return sorted(path.stem for path in FOLDER.glob("*.md") if path.stem not in PROCEDURES | {"README"})


def text_of(page):
    return (FOLDER / f"{page}.md").read_text()


def blocks(page):
    return re.findall(r"^```sh\n(.*?)^```$", text_of(page), flags=re.DOTALL | re.MULTILINE)


def test_every_page_is_linked_and_every_link_is_a_page(linked):
    assert linked - PROCEDURES <= set(pages())
    assert set(pages()) <= linked | {"README"}


@pytest.mark.parametrize("page", pages())
def test_a_page_has_its_parts_in_order(page):
    text = text_of(page)
    assert text.startswith("# ")
    assert re.findall(r"^## (.*)$", text, flags=re.MULTILINE) == ["Look", "Act", "Verify"]
    assert "source docs/runbooks/look.sh" in blocks(page)[0]
    assert len(text.splitlines()) <= 60


@pytest.mark.parametrize("page", pages())
def test_links_lead_to_pages(page):
    for target in re.findall(r"\]\(([a-z-]+)\.md\)", text_of(page)):
        assert target in PROCEDURES or (FOLDER / f"{target}.md").is_file(), target


@pytest.mark.parametrize("page", pages())
def test_commands_are_shell(page):
    for block in blocks(page):
        checked = subprocess.run(["/bin/bash", "-n"], input=block, capture_output=True, text=True, timeout=30)
        assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize("page", [*pages(), "look.sh"])
def test_commands_of_aws_exist_with_their_parameters(page):
    session = Session()
    scripts = [LOOK.read_text()] if page == "look.sh" else blocks(page)
    for service, operation, options in (command for script in scripts for command in aws_commands(script)):
        if (service, operation) not in _CUSTOM:
            unknown = options - _GLOBAL - parameters(session, service, operation)
            assert not unknown, f"aws {service} {operation}: {sorted(unknown)}"


def aws_commands(script):
    """Service, operation and options of every ``aws`` command of a script."""
    joined = script.replace("\\\n", " ").replace("$(", " ; ").replace('")', '" ;')
    for line in joined.splitlines():
        lexer = shlex.shlex(line.replace("'\"'\"'", ""), posix=False, punctuation_chars="|;&()")
        lexer.whitespace_split = True
        lexer.commenters = ""
        words = _words(lexer)
        for place, word in enumerate(words):
            if word.strip('"') == "aws" and len(words) > place + 2:
                rest = words[place + 1 :]
                end = next((at for at, found in enumerate(rest) if found in _STOPS), len(rest))
                options = {found.partition("=")[0] for found in rest[2:end] if found.startswith("--")}
                yield rest[0], _waited(rest[0], rest[2]) if rest[1] == "wait" else rest[1], options


def _waited(service, waiter):
    """The operation that a waiter asks again and again."""
    found = Session().get_waiter_model(service)
    return xform_name(
        found.get_waiter({xform_name(name, "-"): name for name in found.waiter_names}[waiter]).operation, "-"
    )


def _words(lexer):
    try:
        return list(lexer)
    except ValueError:
        return lexer.instream.getvalue().split()


def parameters(session, service, operation):
    """Options of an operation, as the command line spells its parameters; booleans have a negative too."""
    model = session.get_service_model({"s3api": "s3", "configservice": "config"}.get(service, service))
    by_name = {xform_name(name, "-"): name for name in model.operation_names}
    assert operation in by_name, f"aws {service} {operation}"
    members = model.operation_model(by_name[operation]).input_shape.members
    found = {f"--{xform_name(name, '-')}" for name in members}
    return found | {f"--no-{option[2:]}" for option in found}


def test_the_helpers_ask_aws_what_they_say(tmp_path):
    """With a stand-in for the command line that writes down how it is called."""
    (tmp_path / "aws").write_text('#!/bin/sh\necho "$@" >> "$ASKED"\necho Complete\n')
    (tmp_path / "aws").chmod(0o755)
    asked = tmp_path / "asked"
    script = f"""
        source {LOOK} padan-pilot ap-southeast-3
        ringing; history_of index-red; ask api_handler 'fields message' 5
        numbers Padan Latency 'PR(:500)' 'Name=service,Value=padan-pilot Name=operation,Value=x' 10
        numbers AWS/SNS SMSMonthToDateSpentUSD Maximum ''
    """
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "ASKED": str(asked)}
    done = subprocess.run(["/bin/bash", "-euc", script], env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    said = asked.read_text()
    assert "--alarm-name-prefix padan-pilot- --state-value ALARM" in said
    assert "--alarm-name padan-pilot-index-red" in said
    assert "start-query --log-group-name /aws/lambda/padan-pilot-api_handler --query-string fields message" in said
    assert "--extended-statistic PR(:500) --dimensions Name=service,Value=padan-pilot Name=operation" in said.replace(
        "statistics ", "statistic "
    )
    assert "--statistics Maximum --period" in said


def test_every_alarm_is_named_on_its_page(home, all_alarms):
    for alarm in (*all_alarms(home), *composites(home)):
        assert any(re.fullmatch(pattern, alarm.name) for pattern in named_on(alarm.runbook)), alarm.name


def named_on(page):
    """The names of alarms on a page as patterns: ``<...>`` and ``*`` stand for anything."""
    told = re.findall(r"`([^`\s]+)`", text_of(page))
    return [
        re.sub(r"<[^>]+>|\*", ".+", re.escape(name).replace(r"\<", "<").replace(r"\>", ">").replace(r"\*", "*"))
        for name in told
    ]


def test_the_page_of_burns_names_every_promise(home):
    text = text_of("slo-burn")
    assert all(f"| {objective.name} |" in text for objective in objectives(home))
