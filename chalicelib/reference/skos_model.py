"""What a SKOS concept scheme in JSON-LD is made of (W3C SKOS Reference 2009, JSON-LD 1.1)."""

from typing import Literal

import msgspec

from chalicelib.texts import Text

CONTEXT = msgspec.Raw(
    b"""{
  "skos": "http://www.w3.org/2004/02/skos/core#",
  "dcterms": "http://purl.org/dc/terms/",
  "Concept": "skos:Concept",
  "ConceptScheme": "skos:ConceptScheme",
  "title": {"@id": "dcterms:title", "@language": "en"},
  "source": {"@id": "dcterms:source", "@language": "en"},
  "rights": {"@id": "dcterms:rights", "@language": "en"},
  "versionInfo": "http://www.w3.org/2002/07/owl#versionInfo",
  "notation": "skos:notation",
  "prefLabel": {"@id": "skos:prefLabel", "@container": "@language"},
  "altLabel": {"@id": "skos:altLabel", "@container": "@language"},
  "hiddenLabel": {"@id": "skos:hiddenLabel", "@container": "@language"},
  "definition": {"@id": "skos:definition", "@container": "@language"},
  "inScheme": {"@id": "skos:inScheme", "@type": "@id"},
  "hasTopConcept": {"@id": "skos:hasTopConcept", "@type": "@id"},
  "topConceptOf": {"@id": "skos:topConceptOf", "@type": "@id"},
  "broader": {"@id": "skos:broader", "@type": "@id"},
  "narrower": {"@id": "skos:narrower", "@type": "@id"},
  "related": {"@id": "skos:related", "@type": "@id"},
  "exactMatch": {"@id": "skos:exactMatch", "@type": "@id"},
  "closeMatch": {"@id": "skos:closeMatch", "@type": "@id"},
  "broadMatch": {"@id": "skos:broadMatch", "@type": "@id"},
  "narrowMatch": {"@id": "skos:narrowMatch", "@type": "@id"}
}"""
)
"""How the names below are read as RDF; inline, so that nothing must be fetched to understand an answer."""


class OtherLabels(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Other names by language: ``mul`` mix languages, of ``und`` the table does not say the language (BCP 47)."""

    id: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    mul: tuple[str, ...] = ()
    und: tuple[str, ...] = ()


class Concept(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    rename={
        "uri": "@id",
        "type": "@type",
        "in_scheme": "inScheme",
        "pref_label": "prefLabel",
        "alt_label": "altLabel",
        "hidden_label": "hiddenLabel",
        "top_concept_of": "topConceptOf",
        "exact_match": "exactMatch",
        "close_match": "closeMatch",
        "broad_match": "broadMatch",
        "narrow_match": "narrowMatch",
    },
):
    """One concept; relations are URIs. Hidden labels are misspellings: to be found by, not to be shown.

    Matches are concepts of other editions; a close one shares a part, and each of the two has more.
    """

    uri: str
    type: Literal["Concept"]
    notation: str
    in_scheme: str
    pref_label: Text
    alt_label: OtherLabels | None = None
    hidden_label: OtherLabels | None = None
    definition: Text | None = None
    source: str = ""
    broader: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    exact_match: tuple[str, ...] = ()
    close_match: tuple[str, ...] = ()
    broad_match: tuple[str, ...] = ()
    narrow_match: tuple[str, ...] = ()
    top_concept_of: str | None = None


class ConceptScheme(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    rename={"uri": "@id", "type": "@type", "version": "versionInfo", "top_concepts": "hasTopConcept"},
):
    """The scheme that the concepts are in."""

    uri: str
    type: Literal["ConceptScheme"]
    title: str
    version: str
    source: str
    rights: str
    top_concepts: tuple[str, ...]


class Document(msgspec.Struct, frozen=True, kw_only=True, rename={"context": "@context", "graph": "@graph"}):
    """A scheme with its concepts."""

    context: msgspec.Raw = CONTEXT
    graph: tuple[ConceptScheme | Concept, ...]
