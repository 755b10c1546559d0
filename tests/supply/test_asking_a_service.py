"""The auditor asks an invented service of advisories on loopback: what it knows of comes out, and a term that is over
fails the command."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from chalicelib.clock import FixedClock
from local.supply.__main__ import main

BEGAN = datetime(2026, 6, 3, 3, tzinfo=UTC)
LOCK = "".join(
    f"{name}==1.0 \\\n    --hash=sha256:{digit * 64}\n" for name, digit in (("weak-one", "a"), ("sound", "b"))
)
KNOWN = {"schema_version": "1.4.0", "id": "PYSEC-2026-9", "aliases": ["CVE-2026-9"], "summary": "Invented"}
AFFECTED = {
    "package": {"name": "weak-one", "ecosystem": "PyPI"},
    "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.1"}]}],
}


class Service:
    """An OSV service that knows one advisory, or nothing, or does not work."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.knows = True
        self.works = True
        self.url = ""

    def answer(self, name: str) -> dict[str, object]:
        """What it says of one package."""
        self.asked.append(name)
        return {"vulns": [{**KNOWN, "affected": [AFFECTED]}]} if self.knows and name == "weak-one" else {}


@pytest.fixture
def service(monkeypatch) -> Iterator[Service]:
    known = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            told = json.dumps(known.answer(question["package"]["name"])).encode()
            self.send_response(200 if known.works else 500)
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *told: object) -> None:
            """Say nothing."""

    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        known.url = f"http://127.0.0.1:{server.server_address[1]}/v1/query"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield known
        server.shutdown()
        thread.join()


def test_from_the_first_answer_to_the_day_after_the_term(service, tmp_path, capsys):
    (tmp_path / "functions.lock").write_text(LOCK)
    clock = FixedClock(BEGAN)
    asking = ["advisories", "functions", "--folder", str(tmp_path), "--osv", service.url]

    assert main(asking, clock) == 1
    assert sorted(service.asked) == ["sound", "weak-one"]
    assert "weak-one PYSEC-2026-9: NEW" in capsys.readouterr().out

    assert main([*asking, "--note"], clock) == 0
    clock.advance(timedelta(days=2))
    assert main(asking, clock) == 0
    assert "open, critical, known since 2026-06-03, until 2026-06-05" in capsys.readouterr().out
    clock.advance(timedelta(days=1))
    assert main(asking, clock) == 1
    assert main(["overdue", "--folder", str(tmp_path)], clock) == 1
    assert capsys.readouterr().out.count("OVERDUE") == 2

    service.knows = False
    assert main([*asking, "--note"], clock) == 0
    assert main(["overdue", "--folder", str(tmp_path)], clock) == 0
    assert (tmp_path / "advisories.tsv").read_text().rstrip().endswith("2026-06-06")


def test_a_service_that_does_not_work_is_no_answer(service, tmp_path, capsys):
    (tmp_path / "functions.lock").write_text(LOCK)
    service.works = False
    asking = ["advisories", "functions", "--folder", str(tmp_path), "--osv", service.url]
    assert main(asking, FixedClock(BEGAN)) == 2
    assert "could not be asked for" in capsys.readouterr().err
