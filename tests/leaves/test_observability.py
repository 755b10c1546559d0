"""Logs carry the correlation id of their own work, and nothing personal; metrics are CloudWatch's."""

import json
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from chalicelib.observability import correlated, correlation_id

ROOT = Path(__file__).resolve().parents[2]
LOGGING = """
import threading
from concurrent.futures import ThreadPoolExecutor
from chalicelib.observability import correlated, logger
gate = threading.Barrier(8)
def work(name):
    with correlated(name):
        gate.wait()
        for line in range(20):
            logger.info("working", extra={"who": name, "mail": "orang@contoh.invalid"})
with ThreadPoolExecutor(8) as pool:
    list(pool.map(work, [f"request-{number}" for number in range(8)]))
logger.info("outside", extra={"who": "nobody"})
"""
MEASURING = """
from chalicelib.observability import measure
measure("Latency", 12.5, "Milliseconds", operation="search")
measure("Pushes", 3)
"""


def _printed(program, **environment):
    """The lines of JSON that a program in a process of its own prints."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PADAN_", "POWERTOOLS_"))}
    given = {"PADAN_LOG_LEVEL": "INFO", "AWS_REGION": "ap-southeast-3", **environment}
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=kept | given,
        check=True,
        timeout=60,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_lines_of_concurrent_threads_carry_their_own_correlation_id():
    lines = _printed(LOGGING)
    inside = [line for line in lines if line["message"] == "working"]
    assert len(inside) == 8 * 20
    assert all(line["correlation_id"] == line["who"] for line in inside)
    (outside,) = [line for line in lines if line["message"] == "outside"]
    assert "correlation_id" not in outside
    assert "contoh.invalid" not in json.dumps(lines)
    assert {line["mail"] for line in inside} == {"[email]"}


def test_a_metric_is_emitted_in_embedded_format_outside_of_the_local_stage():
    latency, pushes = _printed(MEASURING, PADAN_STAGE="production")
    (directive,) = latency["_aws"]["CloudWatchMetrics"]
    assert directive["Namespace"] == "Padan"
    assert directive["Metrics"] == [{"Name": "Latency", "Unit": "Milliseconds"}]
    assert set(directive["Dimensions"][0]) == {"service", "operation"}
    assert (latency["Latency"], latency["operation"]) == ([12.5], "search")
    assert pushes["Pushes"] == [3]
    assert "operation" not in pushes


def test_a_local_platform_emits_no_metrics():
    assert _printed(MEASURING, PADAN_STAGE="local") == []


def test_work_outside_of_any_request_gets_an_id_of_its_own():
    assert correlation_id() != correlation_id()
    with correlated("outer"):
        with correlated("inner"):
            assert correlation_id() == "inner"
        assert correlation_id() == "outer"


def test_an_error_does_not_leave_its_id_behind():
    try:
        with correlated("lost"):
            raise ValueError
    except ValueError:
        assert correlation_id() != "lost"


def test_threads_do_not_share_an_id():
    gate = threading.Barrier(4)

    def seen(name):
        with correlated(name):
            gate.wait()
            return correlation_id() == name

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(seen, "abcd"))
