"""Classifications as SKOS concept schemes in JSON-LD (W3C SKOS Reference 2009, JSON-LD 1.1).

A concept's URI is the address of its row, so it can be followed. Codes of skills keep their meaning from version to
version; an edition of the classification of occupations gives codes a meaning of its own, so its URIs name the edition.
"""

from collections.abc import Iterable, Mapping

import msgspec

from chalicelib.reference import files
from chalicelib.reference.current import published
from chalicelib.reference.everyday import naming_table
from chalicelib.reference.model_crosswalk import Relation
from chalicelib.reference.rows import Row, RowTable, rows
from chalicelib.reference.skos_matches import Matches, Matching
from chalicelib.reference.skos_model import Concept, ConceptScheme, Document, OtherLabels
from chalicelib.reference.skos_naming import Naming
from chalicelib.reference.tree import Tree
from chalicelib.texts import Text

SCHEMES = frozenset({"occupations", "skills"})
"""Tables that are published as concept schemes."""
_DESCRIPTIONS: Mapping[str, str] = {"occupations": "occupation_descriptions"}
"""Tables that describe the concepts of another one, by the same codes."""
_TAGS: Mapping[str, str] = {"id": "id", "en": "en", "mixed": "mul"}
"""Languages as tables state them, and their tags."""


class Name(msgspec.Struct, frozen=True):
    """Another name of a concept, in a language as tables state it; a ``hidden`` one is a misspelling."""

    text: str
    language: str = ""
    hidden: bool = False


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
    matching = Matching(table.table.name, table.table.version)
    beside = (
        (row, _Beside(others=other.get(row.code, ()), definition=definitions.get(row.code))) for row in table.stated
    )
    return Document(graph=(scheme, *(_concept(row, naming, tree, each, matching.of(row.code)) for row, each in beside)))


class _Beside(msgspec.Struct, frozen=True, kw_only=True):
    """What other tables say of a concept."""

    others: Iterable[Name]
    definition: Text | None


def _concept(row: Row, naming: Naming, tree: Tree, beside: _Beside, matches: Matches) -> Concept:
    above = tree.above(row.code)
    label = _label(row)
    names = _sorted_out(label, (*map(Name, row.synonyms), *beside.others))
    return Concept(
        uri=naming.concept(row.code),
        type="Concept",
        notation=row.code,
        in_scheme=naming.scheme,
        pref_label=label,
        alt_label=_by_language(name for name in names if not name.hidden),
        hidden_label=_by_language(name for name in names if name.hidden),
        definition=beside.definition,
        source=row.source,
        broader=naming.concepts(above),
        narrower=naming.concepts(tree.below(row.code)),
        related=naming.concepts(tree.related(row.code)),
        exact_match=matches[Relation.EXACT],
        close_match=matches[Relation.PARTIAL],
        broad_match=matches[Relation.BROADER],
        narrow_match=matches[Relation.NARROWER],
        top_concept_of=None if above else naming.scheme,
    )


def _label(row: Row) -> Text:
    by_language = {label.language: label.text for label in row.labels}
    return Text(by_language.get("id", row.code), by_language.get("en", row.code))


def _sorted_out(label: Text, names: Iterable[Name]) -> Iterable[Name]:
    """Return each name once, and none that is the preferred label too: SKOS wants the kinds of labels apart (S13)."""
    preferred = {label.id.casefold(), label.en.casefold()}
    found: dict[str, Name] = {}
    for name in names:
        if name.text.casefold() not in preferred:
            found.setdefault(name.text, name)
    return tuple(found.values())


def _by_language(names: Iterable[Name]) -> OtherLabels | None:
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(_TAGS.get(name.language, "und"), []).append(name.text)
    return OtherLabels(**{tag: tuple(texts) for tag, texts in found.items()}) if found else None


def companions(table: RowTable) -> tuple[RowTable, ...]:
    """Return the other tables that the scheme of ``table`` is made of."""
    return tuple(each for each in (_titles(table), _descriptions(table)) if each is not None)


def _titles(table: RowTable) -> RowTable | None:
    other = naming_table(table.table)
    return rows(other.name, other.version) if other else None


def _descriptions(table: RowTable) -> RowTable | None:
    """Descriptions have the version of what they describe."""
    name, version = _DESCRIPTIONS.get(table.table.name, ""), table.table.version
    if name not in published() or version not in files.versions(name):
        return None
    return rows(name, version)


def _everyday(table: RowTable) -> Mapping[str, list[Name]]:
    """Return for each code the everyday names of another table, with the language that it states."""
    found: dict[str, list[Name]] = {}
    titles = _titles(table)
    for row in titles.rows if titles else ():
        other = Name(row.code, _text(row, "language"), _text(row, "kind") == "misspelling")
        found.setdefault(_text(row, "code"), []).append(other)
    return found


def _definitions(table: RowTable) -> Mapping[str, Text]:
    """Return the descriptions: of the table that describes its codes, else of the table itself."""
    describing = _descriptions(table) or table
    texts = {row.code: Text(_text(row, "description.id"), _text(row, "description.en")) for row in describing.rows}
    return {code: text for code, text in texts.items() if text.id and text.en}


def _text(row: Row, column: str) -> str:
    return str(row.fields.get(column, ""))
