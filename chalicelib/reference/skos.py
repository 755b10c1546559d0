"""Classifications as SKOS concept schemes in JSON-LD (W3C SKOS Reference 2009, JSON-LD 1.1).

A concept's URI is the address of its row, so it can be followed. Codes of skills keep their meaning from version to
version; an edition of the classification of occupations gives codes a meaning of its own, so its URIs name the edition.
"""

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from chalicelib.reference import files
from chalicelib.reference.current import current_version, published
from chalicelib.reference.rows import Row, RowTable, rows
from chalicelib.reference.skos_model import AltLabels, Concept, ConceptScheme, Document
from chalicelib.reference.tree import Tree
from chalicelib.settings import Service, read
from chalicelib.texts import Text

SCHEMES = frozenset({"occupations", "skills"})
"""Tables that are published as concept schemes."""
_EDITIONS = frozenset({"occupations"})
_DESCRIPTIONS: Mapping[str, str] = {"occupations": "occupation_descriptions"}
"""Tables that describe the concepts of another one, by the same codes."""
_TITLES: Mapping[str, str] = {"occupations": "job_titles"}
"""Tables of everyday names of another one's concepts, which stand in their column ``code``."""


class Naming:
    """URIs of one version of one table."""

    def __init__(self, name: str, version: str) -> None:
        """Take the deployment's public address as the base."""
        self._base = f"{read(Service).public_url.rstrip('/')}/v1/reference/{name}"
        self._edition = f"?version={quote(version, safe='')}" if name in _EDITIONS else ""

    @property
    def scheme(self) -> str:
        """The scheme's URI."""
        return self._base + self._edition

    def concept(self, code: str) -> str:
        """The URI of one concept."""
        return f"{self._base}/{quote(code, safe='')}{self._edition}"

    def concepts(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The URIs of several."""
        return tuple(self.concept(code) for code in codes)


def concept_scheme(table: RowTable) -> Document:
    """Return the scheme of ``table`` and its concepts, in the table's order."""
    naming, tree = Naming(table.table.name, table.table.version), Tree(table)
    other, definitions = _everyday(table), _definitions(table)
    scheme = ConceptScheme(
        uri=naming.scheme,
        type="ConceptScheme",
        title=table.table.title,
        version=table.table.version,
        source=table.table.source,
        rights=table.table.licence,
        top_concepts=naming.concepts(tree.tops()),
    )
    concepts = (_concept(row, naming, tree, other.get(row.code, ()), definitions.get(row.code)) for row in table.rows)
    return Document(graph=(scheme, *concepts))


def _concept(
    row: Row, naming: Naming, tree: Tree, other: Iterable[tuple[str, str]], definition: Text | None
) -> Concept:
    above = tree.above(row.code)
    label = _label(row)
    return Concept(
        uri=naming.concept(row.code),
        type="Concept",
        notation=row.code,
        in_scheme=naming.scheme,
        pref_label=label,
        alt_label=_alt_labels(label, [*(("", name) for name in row.synonyms), *other]),
        definition=definition,
        broader=naming.concepts(above),
        narrower=naming.concepts(tree.below(row.code)),
        related=naming.concepts(tree.related(row.code)),
        top_concept_of=None if above else naming.scheme,
    )


def _label(row: Row) -> Text:
    by_language = {label.language: label.text for label in row.labels}
    return Text(by_language.get("id", row.code), by_language.get("en", row.code))


def _alt_labels(label: Text, names: Iterable[tuple[str, str]]) -> AltLabels | None:
    """Sort names by language, each once; none that is the preferred label too, which SKOS forbids (S13)."""
    found: dict[str, dict[str, None]] = {"id": {}, "en": {}, "mul": {}, "und": {}}
    preferred = {label.id.casefold(), label.en.casefold()}
    for language, name in names:
        if name.casefold() not in preferred:
            found[{"id": "id", "en": "en", "mixed": "mul"}.get(language, "und")][name] = None
    if not any(found.values()):
        return None
    return AltLabels(**{language: tuple(texts) for language, texts in found.items()})


def _everyday(table: RowTable) -> Mapping[str, list[tuple[str, str]]]:
    """Return for each code the everyday names of another table, with the language that it states.

    Such names are kept for the current edition alone.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    name = _TITLES.get(table.table.name, "")
    if name not in published() or table.table.version != current_version(table.table.name):
        return found
    for row in rows(name, current_version(name)).rows:
        found.setdefault(_text(row, "code"), []).append((_text(row, "language"), row.code))
    return found


def _definitions(table: RowTable) -> Mapping[str, Text]:
    """Return the descriptions: of the table itself, or of the one that describes its codes in the same version."""
    name, version = _DESCRIPTIONS.get(table.table.name, ""), table.table.version
    if name in published() and version in files.versions(name):
        table = rows(name, version)
    texts = {row.code: Text(_text(row, "description.id"), _text(row, "description.en")) for row in table.rows}
    return {code: text for code, text in texts.items() if text.id and text.en}


def _text(row: Row, column: str) -> str:
    return str(row.fields.get(column, ""))
