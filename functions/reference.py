"""The reference tables for everybody: to look into, to search, to download."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalice.app import Blueprint

from chalicelib.errors import FieldError, InvalidInput, invalid
from chalicelib.texts import Language, Text
from functions.calls import Answer, Call
from functions.http import endpoint
from functions.negotiation import chosen, has_already
from security.principal import Audience

if TYPE_CHECKING:
    from chalicelib.reference.rows import RowTable
    from functions.reference_views import RowQuery, RowView, TableList, TablePage, TableQuery

blueprint = Blueprint(__name__)
PUBLIC = (Audience.PUBLIC,)
_JSON, _CSV, _SKOS = "application/json", "text/csv", "application/ld+json"
_FORMATS = {"json": _JSON, "csv": _CSV, "skos": _SKOS}
_OF_PAGES = ("q", "parent", "limit", "cursor")
_CACHING = {"Cache-Control": "public, max-age=3600", "Vary": "Accept, Accept-Language"}
_NOTHING: Any = ""


@endpoint(blueprint, "GET", "/v1/reference", audience=PUBLIC)
def tables(call: Call) -> Answer[TableList]:
    """The reference tables: version, source, terms of use, number of rows, and where to get them."""
    from chalicelib.reference import publishing
    from functions.reference_views import table_list

    found = publishing.tables()
    tag = publishing.list_tag(found)
    if has_already(call, tag):
        return Answer(body=_NOTHING, status=304, version=tag, headers=_CACHING)
    return Answer(body=table_list(found), version=tag, headers=_CACHING)


@endpoint(blueprint, "GET", "/v1/reference/{table}", audience=PUBLIC, answers=(_JSON, _CSV, _SKOS))
def rows(call: Call, table: str, query: TableQuery) -> Answer[TablePage]:
    """Rows of a table, page by page, or the whole table to download.

    ``format``, or ``Accept: text/csv`` or ``application/ld+json``, downloads the whole table: as CSV, as JSON, and of
    occupations and skills as a SKOS concept scheme. A ``Link`` leads to where source and terms of every table are
    stated. Without ``version`` it is the current one.
    """
    from chalicelib.reference import publishing

    of = publishing.table(table, query.version)
    language = query.lang or call.language
    kind = _kind(call, of, query)
    if query.format is None and kind == _JSON:
        return _page(call, of, query, language)
    _refuse_pages(query)
    tag = publishing.entity_tag(of.table, "whole", kind, language, *_beside(of, kind))
    headers = {**_headers(language), **_attachment(of, kind), **_described()}
    if has_already(call, tag):
        return Answer(body=_NOTHING, status=304, version=tag, headers=headers)
    return Answer(body=_whole(of, kind, language), version=tag, media_type=_written(kind), headers=headers)


@endpoint(blueprint, "GET", "/v1/reference/{table}/{code}", audience=PUBLIC)
def row(call: Call, table: str, code: str, query: RowQuery) -> Answer[RowView]:
    """One row of a table by its code, and of a classification what corresponds to it in the other editions."""
    from chalicelib.reference import corresponding, publishing
    from functions.reference_views import row_view

    of = publishing.table(table, query.version)
    language = query.lang or call.language
    found = publishing.row(of, code)
    beside = (publishing.entity_tag(each) for each in corresponding.depended_on(of.table.name))
    tag = publishing.entity_tag(of.table, "row", language, code, *beside)
    if has_already(call, tag):
        return Answer(body=_NOTHING, status=304, version=tag, headers=_headers(language))
    return Answer(body=row_view(of, found, language), version=tag, headers=_headers(language))


def _page(call: Call, of: RowTable, query: TableQuery, language: Language) -> Answer[TablePage]:
    from chalicelib.pagination import DEFAULT_LIMIT
    from chalicelib.reference import publishing
    from functions.reference_views import table_page

    selection, limit = publishing.Selection(q=query.q, parent=query.parent), query.limit or DEFAULT_LIMIT
    page = publishing.page(of, selection, query.cursor, limit)
    asked = (query.q, repr(query.parent), query.cursor or "", str(limit))
    tag = publishing.entity_tag(of.table, "page", language, *asked, *publishing.searched_beside(of.table))
    if has_already(call, tag):
        return Answer(body=_NOTHING, status=304, version=tag, headers=_headers(language))
    return Answer(body=table_page(of, page, language), version=tag, headers=_headers(language))


def _kind(call: Call, of: RowTable, query: TableQuery) -> str:
    """Return the media type that is wanted: ``format`` before ``Accept``."""
    from chalicelib.reference import skos

    offered = (_JSON, _CSV, _SKOS) if of.table.name in skos.SCHEMES else (_JSON, _CSV)
    if query.format is None:
        return chosen(call, offered)
    kind = _FORMATS[query.format]
    if kind not in offered:
        detail = Text("Tabel ini tidak tersedia sebagai SKOS.", "This table is not to be had as SKOS.")
        raise invalid("format", "invalid", detail)
    return kind


def _refuse_pages(query: TableQuery) -> None:
    detail = Text("Unduhan selalu tabel utuh.", "A download is always the whole table.")
    given = (name for name in _OF_PAGES if getattr(query, name) not in (None, ""))
    errors = [FieldError(pointer=name, code="invalid", detail=detail) for name in given]
    if errors:
        raise InvalidInput(detail, errors)


def _whole(of: RowTable, kind: str, language: Language) -> Any:  # noqa: ANN401 - a text, or what becomes JSON
    from chalicelib.reference import as_csv, skos
    from functions.reference_views import whole_table

    if kind == _CSV:
        return as_csv.csv_text(of.table)
    return skos.concept_scheme(of) if kind == _SKOS else whole_table(of, language)


def _beside(of: RowTable, kind: str) -> tuple[str, ...]:
    """What an answer depends on beside its table: URIs on the deployment's address, a scheme on other tables too."""
    from chalicelib.reference import corresponding, publishing, skos
    from chalicelib.settings import Service, read

    if kind != _SKOS:
        return ()
    others = (*(each.table for each in skos.companions(of)), *corresponding.depended_on(of.table.name))
    return read(Service).public_url, *map(publishing.entity_tag, others)


def _written(kind: str) -> str:
    return f"{kind}; charset=utf-8; header=present" if kind == _CSV else kind


def _headers(language: Language) -> dict[str, str]:
    return {**_CACHING, "Content-Language": language.value}


def _described() -> dict[str, str]:
    """Return the link to what is said of every table: a large CSV does not repeat its source in each row."""
    from chalicelib.settings import Service, read

    return {"Link": f'<{read(Service).public_url.rstrip("/")}/v1/reference>; rel="describedby"'}


def _attachment(of: RowTable, kind: str) -> dict[str, str]:
    ending = {_JSON: "json", _CSV: "csv", _SKOS: "jsonld"}[kind]
    return {"Content-Disposition": f'attachment; filename="{of.table.name}-{of.table.version}.{ending}"'}
