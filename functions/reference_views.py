"""What the operations on reference tables take and give."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from chalicelib.pagination import MAXIMUM_LIMIT
from chalicelib.reference import files, publishing, skos
from chalicelib.reference.corresponding import corresponding
from chalicelib.reference.model_crosswalk import Correspondence, Relation
from chalicelib.reference.rows import Label, Row, RowTable
from chalicelib.texts import Language

Format = Literal["json", "csv", "skos"]


class TableQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which rows of which version; ``format`` downloads the whole table instead of a page.

    ``q`` has words that each begin a word of the code, a label, a synonym, or an everyday name: a job title of an
    occupation, what people call a region. ``parent`` is the code right above; empty: the rows at the top. ``lang`` is
    the language that labels begin with.
    """

    q: str = ""
    parent: str | None = None
    version: str | None = None
    lang: Language | None = None
    limit: Annotated[int, Meta(ge=1, le=MAXIMUM_LIMIT)] | None = None
    cursor: str | None = None
    format: Format | None = None


class RowQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Of which version, and the language that labels begin with."""

    version: str | None = None
    lang: Language | None = None


class Links(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where the rows of a table are, and the whole table in each form."""

    rows: str
    json: str
    csv: str
    skos: str | None = None


class TableSummary(msgspec.Struct, frozen=True, kw_only=True):
    """One table in its current version; ``versions`` has every one, the oldest first."""

    name: str
    version: str
    versions: tuple[str, ...]
    title: str
    source: str
    licence: str
    retrieved: str
    rows: int
    columns: tuple[str, ...]
    links: Links


class TableList(msgspec.Struct, frozen=True, kw_only=True):
    """Every table."""

    tables: tuple[TableSummary, ...]


class TablePage(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of a table; ``total`` that were selected, ``next`` goes on.

    In the download of a whole table a row has its ``source`` only where it is not the table's.
    """

    table: str
    version: str
    title: str
    source: str
    licence: str
    total: int
    items: tuple[Row, ...]
    next: str | None


class Corresponding(msgspec.Struct, frozen=True, kw_only=True):
    """A row of another edition, and what it is to the row that was asked for: the same, a part, or more than it."""

    version: str
    code: str
    relation: Relation
    labels: tuple[Label, ...]


class RowView(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a table; ``corresponds`` has the rows of other editions of a classification that it goes on in."""

    table: str
    version: str
    item: Row
    corresponds: tuple[Corresponding, ...]


def table_list(tables: tuple[files.TableFile, ...]) -> TableList:
    """Return every table with its links."""
    return TableList(tables=tuple(_summary(table) for table in tables))


def table_page(of: RowTable, page: publishing.RowsPage, language: Language) -> TablePage:
    """Return a page of rows with labels in the order of the reader's languages, each with its origin."""
    stated = msgspec.structs.replace(page, rows=tuple(map(of.state, page.rows)))
    return _of_rows(of, stated, language)


def whole_table(of: RowTable, language: Language) -> TablePage:
    """Return all rows."""
    return _of_rows(of, publishing.RowsPage(rows=of.rows, total=len(of.rows), next=None), language)


def _of_rows(of: RowTable, page: publishing.RowsPage, language: Language) -> TablePage:
    return TablePage(
        table=of.table.name,
        version=of.table.version,
        title=of.table.title,
        source=of.table.source,
        licence=of.table.licence,
        total=page.total,
        items=tuple(_ordered(row, language) for row in page.rows),
        next=page.next,
    )


def row_view(of: RowTable, row: Row, language: Language) -> RowView:
    """Return one row, and what corresponds to it in other editions."""
    name, version = of.table.name, of.table.version
    return RowView(
        table=name,
        version=version,
        item=_ordered(of.state(row), language),
        corresponds=tuple(_other(name, each, language) for each in corresponding(name, version, row.code)),
    )


def _other(name: str, found: Correspondence, language: Language) -> Corresponding:
    row = publishing.row(publishing.table(name, found.to_version), found.code)
    labels = _ordered(row, language).labels
    return Corresponding(version=found.to_version, code=found.code, relation=found.relation, labels=labels)


def _summary(table: files.TableFile) -> TableSummary:
    return TableSummary(
        name=table.name,
        version=table.version,
        versions=files.versions(table.name),
        title=table.title,
        source=table.source,
        licence=table.licence,
        retrieved=table.retrieved,
        rows=len(table.lines),
        columns=table.columns,
        links=_links(table.name),
    )


def _links(name: str) -> Links:
    place = f"/v1/reference/{name}"
    tree = f"{place}?format=skos" if name in skos.SCHEMES else None
    return Links(rows=place, json=f"{place}?format=json", csv=f"{place}?format=csv", skos=tree)


def _ordered(row: Row, language: Language) -> Row:
    labels: tuple[Label, ...] = tuple(sorted(row.labels, key=lambda label: label.language != language))
    return msgspec.structs.replace(row, labels=labels)
