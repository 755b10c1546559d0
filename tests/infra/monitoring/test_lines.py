"""What is counted in logs is what the code writes, and saved questions name what is there."""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from infra_cdk.monitoring.alarms.lines import ERRORS, UNCORRELATED
from infra_cdk.monitoring.indicators import INDICATORS
from infra_cdk.monitoring.lines import FILTERS, QUERIES

ROOMS = ("chalicelib", "functions", "search", "security")
WRITTEN = """
from chalicelib.observability import correlated, logger, measure
with correlated("request-1"):
    logger.info("all is well")
    try:
        raise OSError("away")
    except OSError:
        logger.exception("a dependency failed")
logger.info("nobody's")
measure("Latency", 3, "Milliseconds", operation="search")
"""


@pytest.fixture(scope="module")
def lines():
    """Lines as a function in the cloud writes them."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PADAN_", "POWERTOOLS_"))}
    environment = {**kept, "PADAN_STAGE": "pilot", "AWS_REGION": "ap-southeast-3"}
    command = [sys.executable, "-c", WRITTEN]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60)
    return [json.loads(line) for line in done.stdout.splitlines()]


def counted(kind, line):
    """CloudWatch's filter patterns, as far as they are used: ``$.field = "x"`` (``*`` is any), ``NOT EXISTS``."""
    inner = FILTERS[kind].strip("{} ")
    joined = any if "||" in inner else all
    return joined(_holds(part.strip(), line) for part in re.split(r"&&|\|\|", inner))


def _holds(part, line):
    if part.endswith("NOT EXISTS"):
        return part.removesuffix("NOT EXISTS").strip().removeprefix("$.") not in line
    field, wanted = re.fullmatch(r'\$\.(\w+) = "([^"]*)"', part).groups()
    return field in line and wanted in ("*", line[field])


def test_errors_are_counted_and_nothing_else(lines):
    assert [line["message"] for line in lines if counted(ERRORS, line)] == ["a dependency failed"]


def test_lines_of_nobody_are_counted_and_metrics_are_not(lines):
    assert [line["message"] for line in lines if counted(UNCORRELATED, line)] == ["nobody's"]
    assert any("_aws" in line for line in lines)


def test_every_function_is_counted(of_type, pilot, home):
    filters = [each["Properties"] for each in of_type(pilot.home, "AWS::Logs::MetricFilter")]
    groups = {each["LogGroupName"] for each in filters}
    assert groups == {f"/aws/lambda/{name}" for name in home.function_names.values()}
    assert len(filters) == len(groups) * len(FILTERS)


def test_questions_ask_for_messages_that_the_code_writes():
    written = {text for room in ROOMS for file in Path(room).rglob("*.py") for text in _messages(file)}
    asked = {
        text
        for query in QUERIES
        for listed in re.findall(r"message in \[([^\]]*)\]", query.text)
        for text in re.findall(r'"([^"]+)"', listed)
    }
    assert asked
    assert asked <= written


def _messages(file):
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            first = node.args[0]
            if (
                isinstance(node.func.value, ast.Name)
                and node.func.value.id == "logger"
                and isinstance(first, ast.Constant)
            ):
                yield first.value


def test_questions_ask_for_metrics_that_the_code_emits():
    names = {indicator.name for indicator in INDICATORS}
    asked = {name for query in QUERIES for name in re.findall(r"ispresent\(([A-Z]\w+)\)", query.text)}
    assert asked
    assert asked <= names


def test_questions_are_saved_for_the_deployment(of_type, pilot):
    saved = [each["Properties"] for each in of_type(pilot.home, "AWS::Logs::QueryDefinition")]
    assert {each["Name"] for each in saved} == {f"padan-pilot/{query.name}" for query in QUERIES}
    assert all(each["LogGroupNames"] for each in saved)


def test_requests_are_traced_as_the_size_says(of_type, varied):
    for size, share in (("pilot", 0.10), ("national", 0.02)):
        (rule,) = of_type(varied(size=size).home, "AWS::XRay::SamplingRule")
        assert rule["Properties"]["SamplingRule"]["FixedRate"] == share
        assert rule["Properties"]["SamplingRule"]["ServiceName"] == "padan-pilot-api*"


def test_names_of_traces_fit_the_longest_deployment(of_type, varied):
    place = varied(name="a" * 10, stage="b" * 10).home
    (rule,) = of_type(place, "AWS::XRay::SamplingRule")
    groups = [each["Properties"]["GroupName"] for each in of_type(place, "AWS::XRay::Group")]
    assert max(len(name) for name in [*groups, rule["Properties"]["SamplingRule"]["RuleName"]]) <= 32
    assert len(set(groups)) == 3
