"""Concept schemes: what the SKOS Reference demands of them, and that they say what the tables say."""

import json
from itertools import chain
from urllib.parse import urlsplit

import msgspec
import pytest

from chalicelib import settings
from chalicelib.reference import files, publishing, skos
from chalicelib.reference.files import TableFile
from chalicelib.reference.occupations import TITLES_EDITION
from chalicelib.reference.rows import RowTable
from chalicelib.reference.skos import Name
from chalicelib.texts import Text

BASE = "https://padan.example/v1/reference"
TERMS = {
    "prefLabel",
    "altLabel",
    "definition",
    "notation",
    "inScheme",
    "topConceptOf",
    "broader",
    "narrower",
    "related",
}


@pytest.fixture(params=sorted(skos.SCHEMES))
def scheme(request, monkeypatch):
    yield from _read(publishing.table(request.param), monkeypatch)


@pytest.fixture
def tools(monkeypatch):
    columns = (
        "code",
        "label.id",
        "label.en",
        "synonyms[]",
        "broader[]",
        "related[]",
        "description.id",
        "description.en",
    )
    lines = (
        ("saw", "Gergaji", "Saw", "SAW; gergaji; hand saw", "", "plane; nowhere; saw", "Alat potong", "A cutter"),
        ("plane", "Serut", "Plane", "", "tool", "", "", ""),
        ("tool", "Alat", "Tool", "", "nowhere", "band", "", ""),
        ("band", "Gergaji pita", "Band saw", "", "saw; tool", "tool; plane", "", ""),
    )
    facts = {"title": "Tools", "source": "S", "licence": "L", "retrieved": "2026-01-01"}
    table = TableFile(name="skills", version="7", columns=columns, lines=lines, **facts)
    yield from _read(RowTable(table), monkeypatch)


def _read(table, monkeypatch):
    monkeypatch.setenv("PADAN_PUBLIC_URL", "https://padan.example/")
    settings.forget()
    yield json.loads(msgspec.json.encode(skos.concept_scheme(table)))
    settings.forget()


def concepts(document):
    return {each["@id"]: each for each in document["@graph"] if each["@type"] == "Concept"}


def of(document, code):
    return concepts(document)[f"{BASE}/skills/{code}"]


def test_every_term_is_explained_by_the_context(scheme):
    context = scheme["@context"]
    used = {name for each in scheme["@graph"] for name in each if not name.startswith("@")}
    used |= {each["@type"] for each in scheme["@graph"]}
    assert used <= context.keys()
    for term in TERMS | {"Concept", "ConceptScheme", "hasTopConcept"}:
        meaning = context[term] if isinstance(context[term], str) else context[term]["@id"]
        assert meaning == f"skos:{term}"
    assert context["skos"] == "http://www.w3.org/2004/02/skos/core#"


def test_there_is_one_scheme_and_every_concept_is_in_it(scheme):
    (head,) = (each for each in scheme["@graph"] if each["@type"] == "ConceptScheme")
    found = concepts(scheme)
    assert head["@id"] not in found
    assert len(found) == len(scheme["@graph"]) - 1
    assert {each["inScheme"] for each in found.values()} == {head["@id"]}
    assert all(urlsplit(uri).netloc == "padan.example" for uri in found)


def test_notations_are_unique_and_end_the_uri(scheme):
    found = concepts(scheme)
    assert len({each["notation"] for each in found.values()}) == len(found)
    assert all(urlsplit(uri).path.endswith(f"/{each['notation']}") for uri, each in found.items())


def test_top_concepts_are_those_with_nothing_above(scheme):
    head, found = scheme["@graph"][0], concepts(scheme)
    tops = {uri for uri, each in found.items() if "broader" not in each}
    assert tops
    assert set(head["hasTopConcept"]) == tops
    assert {uri for uri, each in found.items() if each.get("topConceptOf") == head["@id"]} == tops


def test_relations_stay_in_the_scheme_and_have_their_inverse(scheme):
    found = concepts(scheme)
    for uri, each in found.items():
        for above in each.get("broader", ()):
            assert uri in found[above]["narrower"]
        for below in each.get("narrower", ()):
            assert uri in found[below]["broader"]
        assert set(each.get("related", ())) <= found.keys() - {uri}


def test_labels_are_in_both_languages_and_no_name_is_preferred_and_alternative(scheme):
    for each in concepts(scheme).values():
        assert each["prefLabel"].keys() == {"id", "en"}
        assert all(each["prefLabel"].values())
        others, hidden = each.get("altLabel", {}), each.get("hiddenLabel", {})
        assert others.keys() | hidden.keys() <= {"id", "en", "mul", "und"}
        texts = [text for names in (others, hidden) for each_language in names.values() for text in each_language]
        assert len(set(texts)) == len(texts)
        assert not set(each["prefLabel"].values()) & set(texts)


def test_related_concepts_are_not_above_or_below_each_other(scheme):
    found = concepts(scheme)

    def over(uri):
        nearest = set(found[uri].get("broader", ()))
        return nearest.union(*(over(above) for above in nearest))

    for uri, each in found.items():
        for other in each.get("related", ()):
            assert other not in over(uri)
            assert uri not in over(other)


def test_occupations_have_the_names_that_people_use(monkeypatch):
    (document,) = _read(publishing.table("occupations"), monkeypatch)
    cashiers = next(each for each in concepts(document).values() if each["notation"] == "5230")
    assert "kasir" in chain(*cashiers["altLabel"].values())
    assert cashiers["@id"] == f"{BASE}/occupations/5230?version=2014"


def test_a_scheme_knows_the_tables_that_it_is_made_of():
    assert "job_titles" in {each.table.name for each in skos.companions(publishing.table("occupations"))}
    assert skos.companions(publishing.table("skills")) == ()


MATCHES = {
    "exactMatch": "exactMatch",
    "broadMatch": "narrowMatch",
    "narrowMatch": "broadMatch",
    "closeMatch": "closeMatch",
}
"""Each mapping relation and its inverse (SKOS Reference, S43 and S44)."""


@pytest.fixture
def editions(monkeypatch):
    """All concepts of every edition of the occupations, by URI."""
    found = {}
    for version in files.versions("occupations"):
        (document,) = _read(publishing.table("occupations", version), monkeypatch)
        found |= concepts(document)
    return found


def test_editions_match_each_other_in_both_directions(editions):
    for uri, each in editions.items():
        for relation, inverse in MATCHES.items():
            for other in each.get(relation, ()):
                assert uri in editions[other][inverse]
                assert editions[other]["inScheme"] != each["inScheme"]


def test_a_concept_matches_another_in_one_way_only(editions):
    for each in editions.values():
        matched = [other for relation in MATCHES for other in each.get(relation, ())]
        assert len(set(matched)) == len(matched)


def test_a_group_under_another_code_matches_it_there(editions):
    group = editions[f"{BASE}/occupations/4213?version=2026"]
    assert group["exactMatch"] == [f"{BASE}/occupations/{uri}" for uri in ("4214?version=2014", "4214?version=isco08")]
    assert "closeMatch" not in group
    new = editions[f"{BASE}/occupations/2515?version=2026"]
    assert f"{BASE}/occupations/2529?version=2014" in new["closeMatch"]
    assert "exactMatch" not in new


def test_everyday_names_stand_with_the_edition_that_they_are_coded_in(editions):
    named = {uri.rpartition("=")[2] for uri, each in editions.items() if "altLabel" in each}
    assert named == {TITLES_EDITION}


def test_skills_have_no_editions_to_match(monkeypatch):
    (document,) = _read(publishing.table("skills"), monkeypatch)
    assert not any(MATCHES.keys() & each.keys() for each in document["@graph"])


def test_mapping_relations_are_those_of_skos(scheme):
    for term in MATCHES:
        assert scheme["@context"][term] == {"@id": f"skos:{term}", "@type": "@id"}


def test_what_the_table_says_is_in_the_concept(tools):
    saw = of(tools, "saw")
    assert saw["altLabel"] == {"und": ["hand saw"]}
    assert saw["definition"] == {"id": "Alat potong", "en": "A cutter"}
    assert saw["narrower"] == [f"{BASE}/skills/band"]
    assert saw["related"] == [f"{BASE}/skills/plane"]
    assert "altLabel" not in of(tools, "plane")
    assert tools["@graph"][0]["versionInfo"] == "7"


def test_what_the_table_does_not_have_is_left_out_and_who_is_above_is_not_related(tools):
    assert "broader" not in of(tools, "tool")
    assert "related" not in of(tools, "tool")
    assert of(tools, "band")["related"] == [f"{BASE}/skills/plane"]


def test_names_are_sorted_by_the_language_that_a_table_states():
    names = (Name("kasir", "id"), Name("cashier", "en"), Name("kasir retail", "mixed"), Name("kassa"))
    found = skos._by_language(skos._sorted_out(Text("Kasir toko", "Till worker"), (*names, Name("KASIR TOKO", "id"))))
    assert (found.id, found.en, found.mul, found.und) == (("kasir",), ("cashier",), ("kasir retail",), ("kassa",))


def test_a_name_is_shown_or_hidden_and_not_both():
    names = (Name("kasir", "id"), Name("kasir", "en", hidden=True), Name("kasier", "id", hidden=True))
    assert skos._sorted_out(Text("A", "B"), names) == (names[0], names[2])
