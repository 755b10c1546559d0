"""The readable console: the interface's description as one page without scripts, good on a small screen."""

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from chalicelib.texts import Language, Text

_STYLE = """
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{max-width:60rem;margin:0 auto;padding:1rem}
summary{cursor:pointer;padding:.5rem 0;overflow-wrap:anywhere}
details{border-bottom:1px solid #8884}
code,pre{font:14px/1.4 ui-monospace,monospace}
pre{overflow:auto;background:#8882;padding:.75rem;border-radius:.4rem;max-height:24rem}
.m{display:inline-block;min-width:4rem;font-weight:700}
.w{color:#777;font-size:.85rem;display:block}
table{border-collapse:collapse;width:100%}
td{text-align:left;vertical-align:top;padding:.25rem .5rem .25rem 0;overflow-wrap:anywhere}
td:first-child{min-width:8rem}
td:nth-child(2){overflow-wrap:normal}
"""
_WHO = Text("Boleh dipanggil oleh", "Open to")
_PARAMETERS = Text("Parameter", "Parameters")
_BODY = Text("Isi permintaan", "Request body")
_ANSWERS = Text("Jawaban", "Answers")


def page(description: Mapping[str, Any], language: Language) -> str:
    """Return the HTML page for an OpenAPI ``description``."""
    operations = "".join(_operations(description, language))
    title = escape(f"{description['info']['title']} API v{description['info']['version']}")
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style><h1>{title}</h1>"
        f'<p><a href="/v1/openapi.json">openapi.json</a></p>{operations}</html>'
    )


def _operations(description: Mapping[str, Any], language: Language) -> Iterator[str]:
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            yield _operation(path, method, operation, description["components"]["schemas"], language)


def _operation(
    path: str, method: str, operation: Mapping[str, Any], schemas: Mapping[str, Any], language: Language
) -> str:
    who = ", ".join(operation["x-audience"])
    parts = [
        f"<p>{escape(operation.get('description', ''))}</p>",
        f"<p>{_WHO.in_language(language)}: {escape(who)}</p>",
        _parameters(operation["parameters"], language),
        _body(operation.get("requestBody"), schemas, language),
        _answers(operation["responses"], schemas, language),
    ]
    head = f'<span class="m">{method.upper()}</span> <code>{escape(path)}</code>'
    summary = f'{head}<span class="w">{escape(operation["summary"])}</span>'
    return f'<details id="{escape(operation["operationId"])}"><summary>{summary}</summary>{"".join(parts)}</details>'


def _parameters(parameters: list[Mapping[str, Any]], language: Language) -> str:
    if not parameters:
        return ""
    rows = "".join(
        f"<tr><td><code>{escape(each['name'])}</code><td>{each['in']}<td><code>{_compact(each['schema'])}</code>"
        for each in parameters
    )
    return f"<h4>{_PARAMETERS.in_language(language)}</h4><table>{rows}</table>"


def _body(body: Mapping[str, Any] | None, schemas: Mapping[str, Any], language: Language) -> str:
    if body is None:
        return ""
    shown = "".join(_schema(kind, entry.get("schema"), schemas) for kind, entry in body["content"].items())
    return f"<h4>{_BODY.in_language(language)}</h4>{shown}"


def _answers(responses: Mapping[str, Any], schemas: Mapping[str, Any], language: Language) -> str:
    good = {status: entry for status, entry in responses.items() if status.startswith("2")}
    shown = "".join(
        f"<p>{status}</p>" + "".join(_schema(kind, each.get("schema"), schemas) for kind, each in content.items())
        for status, entry in good.items()
        for content in [entry.get("content", {})]
    )
    return f"<h4>{_ANSWERS.in_language(language)}</h4>{shown}"


def _schema(kind: str, schema: Mapping[str, Any] | None, schemas: Mapping[str, Any]) -> str:
    name = str((schema or {}).get("$ref", "")).rpartition("/")[2]
    shape = schemas.get(name, schema) or {}
    return f"<p><code>{escape(kind)}</code> {escape(name)}</p><pre>{escape(json.dumps(shape, indent=2))}</pre>"


def _compact(schema: Mapping[str, Any]) -> str:
    return escape(json.dumps(schema, separators=(",", ":"), ensure_ascii=False))
