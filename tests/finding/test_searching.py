"""`GET /v1/vacancies` and its neighbours, as clients meet them. The test client takes parameters as they are meant."""

import pytest

from functions import searching
from tests.functions.api import Api
from tests.measures import Measures
from tests.search.builders import vacancy


def _ids(reply: dict) -> list[str]:  # type: ignore[type-arg]
    return [item["id"] for item in reply["items"]]


def test_a_search_answers_as_the_interface_says(api: Api) -> None:
    reply = api("GET", "/v1/vacancies?q=loker kasir depok&facets=region,salary&limit=1")
    assert reply.status == 200
    assert reply.body["total"] == 1
    (item,) = reply.body["items"]
    assert item["id"] == vacancy(1).id
    assert item["employer"] == {"id": "emp_1", "name": "PT Contoh Sejahtera"}
    assert item["region"]["code"] == "32.76"
    assert item["salary"] == {"minimum": 4_800_000, "maximum": None}
    assert item["posted_at"].endswith("Z")
    assert item["source"] == {"partner": "padan", "external_id": None}
    assert "<mark>Kasir</mark>" in item["highlight"]
    assert {entry["kind"] for entry in reply.body["understood"]["concepts"]} >= {"occupation", "region"}
    assert [facet["name"] for facet in reply.body["facets"]] == ["region", "salary"]
    assert reply.body["facets"][0]["values"][-1]["value"] is None


def test_labels_come_in_the_callers_language(api: Api) -> None:
    path = "/v1/vacancies?q=programmer&facets=remote"
    (indonesian, english) = (api("GET", path, accept_language=language).body for language in ("id", "en"))
    assert indonesian["items"][0]["occupation"]["label"] != english["items"][0]["occupation"]["label"]
    assert {entry["label"] for entry in english["facets"][0]["values"]} == {"Yes", "No", "Not stated"}


def test_snippets_are_escaped(api: Api) -> None:
    item, *_ = api("GET", "/v1/vacancies?q=python").body["items"]
    assert item["snippet"] == "Menulis &lt;b&gt;<mark>Python</mark>&lt;/b&gt; &amp; lainnya"


@pytest.mark.parametrize(
    ("parameters", "numbers"),
    [
        ("occupation=52", {1, 2}),
        ("occupation=5230,2512", {1, 2, 3, 4}),
        ("skill=sk_java,sk_python", {3, 4}),
        ("region=32", {1, 2, 4}),
        ("near=-6.26,106.81&radius_km=2", {3}),
        ("salary_min=4800000&sort=salary", {1}),
        ("remote=true", {3}),
        ("education=s1", {1, 2, 3, 4}),
        ("source=padan", {1, 2, 3, 4}),
    ],
)
def test_parameters_choose(api: Api, parameters: str, numbers: set[int]) -> None:
    found = api("GET", f"/v1/vacancies?{parameters}").body["items"]
    assert {item["id"] for item in found if not item["relaxed"]} == {vacancy(number).id for number in numbers}


@pytest.mark.parametrize(
    ("parameters", "pointer"),
    [
        ("occupation=9999", "occupation"),
        ("region=99", "region"),
        ("region=32.7", "region"),
        ("skill=nope", "skill"),
        ("employment_type=SOMETIMES", "employment_type"),
        ("education=kindergarten", "education"),
        ("sort=random", "sort"),
        ("source=nobody", "source"),
        ("employer=emp_1", "employer"),
        ("facets=colour", "facets"),
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=ten", "limit"),
        ("salary_min=-1", "salary_min"),
        ("salary_min=99999999999", "salary_min"),
        ("experience_months=601", "experience_months"),
        ("radius_km=0&near=1,1", "radius_km"),
        ("radius_km=nan&near=1,1", "radius_km"),
        ("radius_km=5", "near"),
        ("near=91,0", "near"),
        ("near=here", "near"),
        ("near=nan,nan", "near"),
        ("near=1,2,3", "near"),
        ("sort=distance", "near"),
        ("remote=maybe", "remote"),
        ("posted_since=yesterday", "posted_since"),
        ("posted_since=2026-13-01", "posted_since"),
        ("posted_since=2026-01-01T00:00:00", "posted_since"),
        ("cursor=AAAA", "cursor"),
        ("colour=red", "colour"),
    ],
)
def test_bad_parameters_are_named(api: Api, parameters: str, pointer: str) -> None:
    reply = api("GET", f"/v1/vacancies?{parameters}")
    assert reply.status == 400
    assert pointer in reply.pointers


def test_all_wrong_codes_are_named_at_once(api: Api) -> None:
    reply = api("GET", "/v1/vacancies?occupation=9999&region=99&education=x")
    assert set(reply.pointers) == {"occupation", "region", "education"}


@pytest.mark.parametrize("words", ["a" * 10_000, "kata " * 1_000, "<script>", '"""', "кассир", "-"])
def test_any_words_are_answered(api: Api, words: str) -> None:
    assert api("GET", f"/v1/vacancies?q={words}").status == 200


def test_pages_follow_each_other(api: Api) -> None:
    first = api("GET", "/v1/vacancies?limit=3").body
    second = api("GET", f"/v1/vacancies?limit=3&cursor={first['next']}").body
    assert second["next"] is None
    assert len({*_ids(first), *_ids(second)}) == 4


def test_similar_vacancies(api: Api) -> None:
    reply = api("GET", f"/v1/vacancies/{vacancy(3).id}/similar")
    assert reply.status == 200
    assert _ids(reply.body) == [vacancy(4).id]
    (reason,) = reply.body["items"][0]["reasons"]
    assert (reason["likeness"], reason["codes"][0]["code"]) == ("occupation", "2512")
    assert reason["codes"][0]["label"] != "2512"
    assert api("GET", f"/v1/vacancies/{vacancy(5).id}/similar").status == 404
    assert api("GET", "/v1/vacancies/vac_unknown/similar").status == 404


def test_suggestions(api: Api) -> None:
    items = api("GET", "/v1/suggestions?q=kas&kind=occupation").body["items"]
    assert items[0]["code"] == "5230"
    assert items[0]["count"] == 2
    everything = api("GET", "/v1/suggestions?q=pt con").body
    assert everything["items"] == everything["places"] == []
    assert [(entry["kind"], entry["count"]) for entry in everything["employers"]] == [("employer", 4)]


def test_suggestions_go_on_from_the_words_before(api: Api) -> None:
    place, *_ = api("GET", "/v1/suggestions?q=loker kasir dep").body["places"]
    assert place == {
        "text": "loker kasir Kota Depok", "words": "loker kasir", "kind": "region", "code": "32.76", "count": 1,
    }  # fmt: skip
    chosen = api("GET", f"/v1/vacancies?q={place['words']}&region={place['code']}").body
    assert chosen["total"] == place["count"]


@pytest.mark.parametrize(
    "text",
    ["a" * 10_000, "kata " * 1_000, '"""', '"kasir', "+ -", "-kasir b", "кассир ка", "收银员 b", "😀 kas", "di", "di b",
     "tanpa b", "kasir \u202e bek", "+kasir -bekasi +b", "yang dan untuk", "x" * 31],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["", "&kind=region", "&kind=employer"])
def test_suggestions_answer_any_text(api: Api, text: str, kind: str) -> None:
    assert api("GET", f"/v1/suggestions?q={text}{kind}").status == 200


def test_control_characters_are_refused_by_name(api: Api) -> None:
    reply = api("GET", "/v1/suggestions?q=\x00kas")
    assert (reply.status, list(reply.pointers)) == (400, ["q"])


def test_a_misspelt_query_says_what_was_meant_only_if_that_finds_clearly_more(api: Api) -> None:
    assert api("GET", "/v1/vacancies?q=progremmer di jawa barat").body["did_you_mean"] == "programmer di jawa barat"
    assert api("GET", "/v1/vacancies?q=programmer").body["did_you_mean"] is None


@pytest.mark.parametrize("parameters", ["kind=occupation", "q=a&kind=colour", "q=a&limit=3"])
def test_bad_suggestions_are_refused(api: Api, parameters: str) -> None:
    assert api("GET", f"/v1/suggestions?{parameters}").status == 400


@pytest.mark.parametrize(
    ("words", "conditions"),
    [
        ("programmer remote", ["remote"]),
        ("kasir tanpa pengalaman", ["experience_months"]),
        ("fresh graduate kasir", ["experience_months", "fresh_graduate"]),
        ("kasir", []),
    ],
)
def test_conditions_that_the_words_set_are_told(api: Api, words: str, conditions: list[str]) -> None:
    understood = api("GET", f"/v1/vacancies?q={words}").body["understood"]
    assert understood["conditions"] == conditions
    assert understood["left"] == []


def test_a_search_is_counted_by_its_first_page_alone(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    measures = Measures()
    monkeypatch.setattr(searching, "measure", measures)
    first = api("GET", "/v1/vacancies?limit=1").body
    assert api("GET", f"/v1/vacancies?limit=1&cursor={first['next']}").status == 200
    assert measures.taken == [("Searched", 1, "Count", {"outcome": "found"})]


def test_what_the_words_were_also_taken_for_is_told_with_its_label(api: Api) -> None:
    reply = api("GET", "/v1/vacancies?q=terima pembayaran pelanggan", accept_language="en").body
    also = {entry["code"]: entry for entry in reply["understood"]["also"]}
    assert also["5230"]["label"] == "Cashiers and ticket clerks"
    assert all(0 < entry["confidence"] <= 1 for entry in also.values())
    assert {item["occupation"]["code"] for item in reply["items"] if item["relaxed"] == ["meaning"]} == {"5230"}
    assert "meaning" in [step["criterion"] for step in reply["relaxed"]]


def test_where_enough_is_found_nothing_else_is_looked_at(api: Api) -> None:
    assert api("GET", "/v1/vacancies?q=programmer&limit=1").body["understood"]["also"] == []
