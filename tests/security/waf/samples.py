"""Requests for the firewall: recorded ordinary ones, one for each operation, and the parts that attacks are made of."""

import tomllib
from pathlib import Path
from urllib.parse import quote, urlencode

import app  # noqa: F401 - declares every operation
from functions.http import ENDPOINTS
from security.waf.parameters import Parameters
from security.waf.requests import Request

HOST = "api.padan.example"
PARAMETERS = Parameters(
    hosts=(HOST, "api-home.padan.example"),
    by_address=3_000,
    by_partner=4_000,
    countries=("ID", "MY"),
    bot_control=True,
    edge_proof="q7Yd0c",
)
EDGE = {"x-padan-edge": PARAMETERS.edge_proof}
SIGNED = {
    "signature": "sig1=:" + "A" * 88 + ":",
    "signature-input": 'sig1=("@method" "@target-uri" "content-digest" "content-type");created=1763800000;'
    'keyid="portal-1";nonce="7f3a9c1d"',
    "content-type": "application/x-ndjson; charset=utf-8",
}
BEARER = {"authorization": "Bearer eyJ.eyJ.c2ln"}
RECORDED = tomllib.loads((Path(__file__).parent / "ordinary.toml").read_text())
AGENTS = RECORDED["agents"]
POSTING = (
    '{"@type":"JobPosting","identifier":"JKT/2026/1","title":"Kasir \\"malam\\"","description":"<p onclick=\\"x\\">'
    'select * from pelanggan; ../ ${jndi:ldap://x} http://192.0.2.1/a.php</p>"}\n'
)


def request(method: str = "GET", path: str = "/v1/vacancies", **details) -> Request:
    """A request with the headers that every client sends; a body tells its length."""
    headers = {"host": HOST, "user-agent": AGENTS["chrome"], **details.pop("headers", {})}
    body = details.get("body", b"")
    if body:
        headers = {"content-length": str(len(body)), "content-type": "application/json", **headers}
    return Request(method=method, path=path, headers=headers, **details)


def searched(words: str, agent: str = "chrome", **details) -> Request:
    """A search for ``words``."""
    return request(query=urlencode({"q": words}), headers=agent_header(AGENTS[agent]), **details)


def agent_header(agent: str) -> dict[str, str]:
    """The header, which some programs leave empty."""
    return {"user-agent": agent}


def push(size: int = 0, **details) -> Request:
    """A partner's push of about ``size`` bytes, of postings that look like attacks to whoever reads them so."""
    body = POSTING.encode() * max(1, size // len(POSTING.encode()))
    headers = {"user-agent": "", **SIGNED, **details.pop("headers", {})}
    return request("POST", "/v1/partner/vacancies", body=body, headers=headers, **details)


def recorded() -> list[Request]:
    """Every recorded search with every client, and every recorded call."""
    searches = [searched(entry["q"], agent) for entry in RECORDED["searches"] for agent in AGENTS]
    return searches + [_called(entry) for entry in RECORDED["calls"]]


def operations() -> list[Request]:
    """One request for each operation of the interface."""
    return [_operation(entry) for entry in ENDPOINTS]


def _called(entry: dict) -> Request:
    details = {name: value for name, value in entry.items() if name not in ("method", "path", "body")}
    return request(entry["method"], entry["path"], body=entry.get("body", "").encode(), **details)


def _operation(entry) -> Request:
    names = [part[1:-1] for part in entry.path.split("/") if part.startswith("{")]
    path = entry.path.format_map({name: quote("JKT/2026 é", safe="") for name in names})
    headers = {**BEARER}
    if path.startswith("/v1/partner/"):
        headers = {**SIGNED, "content-type": entry.media_types[0]}
    body = b"{}" if entry.method in ("POST", "PUT", "PATCH") else b""
    return request(entry.method, path, body=body, headers=headers)
