"""What a file of any table has: stated for official ones, else as the running version has it."""

from pathlib import Path

from chalicelib.reference import files
from chalicelib.reference.checking import SEVERAL_ROWS_A_KEY
from chalicelib.reference.current import current_version, published
from chalicelib.reference.files import TableFile
from chalicelib.reference.importing.columns import Column, Form, Keep, Layout
from chalicelib.reference.importing.official import BY_CODE, COLUMNS, LEVELS
from chalicelib.reference.importing.rowtypes import fields

SOURCE_COLUMNS = ("source", "source[]")
_COMMON = {"code": ("kode",), "name": ("nama",), "label.id": ("nama", "judul"), "synonyms[]": ("sinonim",)}
_KEPT = {"label.en": Keep.LABEL, "synonyms[]": Keep.ROW}


def running(table: str, data: Path = files.DATA) -> TableFile | None:
    """Return the running version of a table: that of ``data``, else the one that the project has; None without any.

    Raises BadTable when it cannot be read.
    """
    for folder in (data, files.DATA):
        if folder.is_dir() and table in published(folder):
            return files.read(table, current_version(table, folder), folder)
    return None


def layout(of: TableFile) -> Layout:
    """Return what a file of the table ``of``, its running version, has."""
    official = COLUMNS.get(of.name, ())
    stated = {column.name for column in official}
    others = (name for name in of.columns if name not in stated and name not in SOURCE_COLUMNS)
    columns = (*official, *(_generic(of, name) for name in others))
    return Layout(
        table=of.name,
        columns=columns,
        levels=LEVELS.get(of.name),
        by_code=of.name in BY_CODE,
        width=SEVERAL_ROWS_A_KEY.get(of.name, 1),
    )


def _generic(of: TableFile, name: str) -> Column:
    form = Form.SEVERAL if name.endswith("[]") else Form.TEXT
    keep = _KEPT.get(name, Keep.NEVER)
    return Column(name, _COMMON.get(name, ()), form, needed=_filled(of, name), keep=keep)


def _filled(of: TableFile, name: str) -> bool:
    """Whether every row has something in the column: as its type says, else as all rows have so far."""
    field = fields(of.name).get(name.removesuffix("[]"))
    if field is not None:
        return field.needed
    place = of.columns.index(name)
    return bool(of.lines) and all(line[place] for line in of.lines)
