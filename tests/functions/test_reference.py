"""The reference tables over the interface: looking, searching, downloading, keeping copies."""

import csv
import io
import json
from urllib.parse import quote

import pytest

from chalicelib import pagination, settings
from chalicelib.reference import corresponding, files, publishing, skos
from chalicelib.reference.written import SOURCE_COLUMNS
from tests.functions.api import Api

LARGEST_ANSWER = 6 * 1024 * 1024
"""Bytes that a function may answer with, its own JSON around the body included."""
LINKED_DATA = "application/ld+json"
TABLES = publishing.published()
CONCEPTS = ("occupations", "skills")
with_table = pytest.mark.parametrize("name", TABLES)


@pytest.fixture
def api(monkeypatch):
    monkeypatch.setattr(pagination, "cursor_secret", lambda: b"k" * 32)
    monkeypatch.setenv("PADAN_PUBLIC_URL", "https://padan.example")
    settings.forget()
    yield Api()
    settings.forget()


def every_page(api, path):
    """All items of a list, page by page."""
    items, cursor = [], ""
    while cursor is not None:
        reply = api("GET", f"{path}&cursor={cursor}" if cursor else path)
        assert reply.status == 200, reply.text
        items += reply.body["items"]
        cursor = reply.body["next"]
    return items


def codes(reply):
    assert reply.status == 200, reply.text
    return [item["code"] for item in reply.body["items"]]


def test_the_list_names_every_table_with_its_origin_and_links(api):
    reply = api("GET", "/v1/reference")
    assert [each["name"] for each in reply.body["tables"]] == list(TABLES)
    for each in reply.body["tables"]:
        assert each["title"] and each["source"] and each["licence"]  # noqa: PT018 - one thought
        assert each["version"] in each["versions"]
        assert ("skos" in each["links"]) == (each["name"] in CONCEPTS)
        for link in each["links"].values():
            assert api("GET", link).status == 200, link


@with_table
def test_the_pages_of_a_table_hold_each_row_once(api, name):
    items = every_page(api, f"/v1/reference/{name}?limit=100")
    table = files.read(name, publishing.table(name).table.version)
    assert len(items) == len(table.lines) == api("GET", f"/v1/reference/{name}?limit=1").body["total"]
    assert len({item["code"] for item in items}) == len(items)


@with_table
def test_each_row_has_an_address(api, name):
    for item in api("GET", f"/v1/reference/{name}?limit=3").body["items"]:
        reply = api("GET", f"/v1/reference/{name}/{quote(item['code'], safe='')}")
        assert (reply.status, reply.body["item"]) == (200, item)


def test_words_find_codes_labels_and_synonyms_in_both_languages(api):
    assert "32.73" in codes(api("GET", "/v1/reference/regions?q=bandung"))
    assert codes(api("GET", "/v1/reference/regions?q=32.73"))[0] == "32.73"
    assert "5230" in codes(api("GET", "/v1/reference/occupations?q=kasir"))
    assert "5230" in codes(api("GET", "/v1/reference/occupations?q=cash tick"))
    assert "sk_excel" in codes(api("GET", "/v1/reference/skills?q=EXCEL"))
    assert "sk_excel" in codes(api("GET", "/v1/reference/skills?q=vlook"))
    assert codes(api("GET", "/v1/reference/skills?q=xcel")) == []


def test_what_is_called_so_comes_first(api):
    assert codes(api("GET", "/v1/reference/job_titles?q=admin"))[0] == "admin"


def test_both_labels_come_in_the_readers_order(api):
    path = "/v1/reference/occupations/5230"
    for reply, first in (
        (api("GET", path), "id"),
        (api("GET", path, accept_language="en"), "en"),
        (api("GET", f"{path}?lang=id", accept_language="en"), "id"),
        (api("GET", f"{path}?lang=en"), "en"),
    ):
        languages = [label["language"] for label in reply.body["item"]["labels"]]
        assert languages == [first, {"id": "en", "en": "id"}[first]]
        assert reply.headers["content-language"] == first


def test_a_tree_is_walked_from_the_top(api):
    top = codes(api("GET", "/v1/reference/occupations?parent="))
    assert top == [str(digit) for digit in range(10)]
    assert "523" in codes(api("GET", "/v1/reference/occupations?parent=52"))
    assert all(code.startswith("32.") for code in codes(api("GET", "/v1/reference/regions?parent=32")))
    assert codes(api("GET", "/v1/reference/regions?parent=32&q=kota bandung")) == ["32.73"]


@pytest.mark.parametrize(
    ("path", "status", "name"),
    [
        ("/v1/reference/nothing", 404, "table"),
        ("/v1/reference/%2E%2E", 404, "table"),
        ("/v1/reference/skills/sk_nothing", 404, "code"),
        ("/v1/reference/skills?version=0", 400, "version"),
        ("/v1/reference/skills/sk_excel?version=..", 400, "version"),
        ("/v1/reference/occupations?parent=77777", 400, "parent"),
        ("/v1/reference/languages?parent=id", 400, "parent"),
        ("/v1/reference/skills?q=教師", 400, "q"),
        ("/v1/reference/skills?lang=fr", 400, "lang"),
        ("/v1/reference/skills?limit=101", 400, "limit"),
        ("/v1/reference/skills?cursor=forged", 400, "cursor"),
        ("/v1/reference/skills?format=xml", 400, "format"),
        ("/v1/reference/regions?format=skos", 400, "format"),
        ("/v1/reference/skills?format=csv&q=excel", 400, "q"),
        ("/v1/reference/skills?format=json&limit=5", 400, "limit"),
        ("/v1/reference?version=1", 400, "version"),
    ],
)
def test_what_is_wrong_is_named(api, path, status, name):
    found = api("GET", path)
    assert (found.status, set(found.pointers)) == (status, {name})


def test_a_cursor_of_another_list_is_refused(api):
    cursor = api("GET", "/v1/reference/skills?q=a&limit=1").body["next"]
    assert api("GET", f"/v1/reference/skills?q=a&limit=1&cursor={cursor}").status == 200
    for path in ("skills?limit=1", "skills?q=b&limit=1", "job_titles?q=a&limit=1"):
        assert api("GET", f"/v1/reference/{path}&cursor={cursor}").pointers == {"cursor": "unknown_cursor"}


@pytest.mark.parametrize(
    ("path", "accept"),
    [
        ("/v1/reference", "*/*"),
        ("/v1/reference/skills?q=a", "*/*"),
        ("/v1/reference/skills/sk_excel", "*/*"),
        ("/v1/reference/skills?format=json", "*/*"),
        ("/v1/reference/skills", "text/csv"),
        ("/v1/reference/skills", LINKED_DATA),
    ],
)
def test_what_a_client_has_is_not_sent_again(api, path, accept):
    seen = api("GET", path, accept=accept)
    tag = seen.headers["etag"]
    assert tag[0] == tag[-1] == '"'
    again = api("GET", path, accept=accept, if_none_match=tag)
    assert (again.status, again.text, again.headers["etag"]) == (304, "", tag)
    assert again.headers["cache-control"] == seen.headers["cache-control"] == "public, max-age=3600"
    assert "Accept" in again.headers["vary"]
    assert api("GET", path, accept=accept, if_none_match='"another"').status == 200


def test_different_answers_have_different_tags(api):
    paths = [
        "/v1/reference",
        "/v1/reference/skills",
        "/v1/reference/skills?limit=5",
        "/v1/reference/skills?q=a",
        "/v1/reference/skills?q=a&lang=en",
        "/v1/reference/skills/sk_excel",
        "/v1/reference/skills?format=json",
        "/v1/reference/skills?format=csv",
        "/v1/reference/skills?format=skos",
        "/v1/reference/languages?format=csv",
        "/v1/reference/occupations?parent=",
        "/v1/reference/occupations",
    ]
    assert len({api("GET", path).headers["etag"] for path in paths}) == len(paths)


def test_uris_of_another_deployment_have_another_tag(api, monkeypatch):
    before = api("GET", "/v1/reference/skills?format=skos")
    monkeypatch.setenv("PADAN_PUBLIC_URL", "https://other.example")
    settings.forget()
    assert api("GET", "/v1/reference/skills?format=skos", if_none_match=before.headers["etag"]).status == 200


def test_a_scheme_with_other_names_has_another_tag(api, monkeypatch):
    before = api("GET", "/v1/reference/occupations?format=skos")
    monkeypatch.setattr(skos, "companions", lambda table: (publishing.table("languages"),))
    after = api("GET", "/v1/reference/occupations?format=skos", if_none_match=before.headers["etag"])
    assert (before.status, after.status) == (200, 200)
    assert after.headers["etag"] != before.headers["etag"]


@with_table
def test_a_download_as_csv_is_the_whole_table(api, name):
    reply = api("GET", f"/v1/reference/{name}", accept="text/csv")
    assert reply.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    table = publishing.table(name).table
    assert reply.headers["content-disposition"] == f'attachment; filename="{name}-{table.version}.csv"'
    header, *rows = csv.reader(io.StringIO(reply.text, newline=""))
    own = [column for column in table.columns if column not in SOURCE_COLUMNS]
    assert (header, len(rows)) == (own + ["source"] * table.tells_origins, len(table.lines))
    assert api("GET", f"/v1/reference/{name}?format=csv").text == reply.text


@with_table
@pytest.mark.parametrize("form", ["json", "csv"])
def test_a_download_leads_to_what_states_source_and_terms(api, name, form):
    link = api("GET", f"/v1/reference/{name}?format={form}").headers["link"]
    target, relation = link.split("; ")
    assert relation == 'rel="describedby"'
    listed = api("GET", target.strip("<>").removeprefix("https://padan.example")).body["tables"]
    (told,) = (each for each in listed if each["name"] == name)
    assert told["source"]
    assert told["licence"]


def test_a_page_of_rows_states_its_source_itself_and_has_no_link(api):
    assert "link" not in api("GET", "/v1/reference/skills").headers


def test_the_usual_titles_come_first(api):
    found = [item["code"] for item in api("GET", "/v1/reference/job_titles?q=sal&limit=3").body["items"]]
    assert found == ["sales", "sales executive", "sales manager"]


@with_table
def test_every_row_states_its_origin(api, name):
    whole = api("GET", f"/v1/reference/{name}?format=json").body
    page = api("GET", f"/v1/reference/{name}?limit=100").body
    assert [item["source"] for item in page["items"]] == [
        item.get("source") or whole["source"] for item in whole["items"][:100]
    ]
    header, first, *_ = csv.reader(io.StringIO(api("GET", f"/v1/reference/{name}?format=csv").text, newline=""))
    if "source" in header:
        assert first[header.index("source")] == page["items"][0]["source"]


@pytest.mark.parametrize("name", CONCEPTS)
def test_every_concept_states_its_origin(api, name):
    scheme, *concepts = api("GET", f"/v1/reference/{name}", accept=LINKED_DATA).body["@graph"]
    code = concepts[0]["notation"]
    stated = api("GET", f"/v1/reference/{name}/{code}").body["item"]["source"]
    assert concepts[0]["source"] == stated
    assert all(concept["source"] for concept in (scheme, *concepts))


@with_table
def test_a_download_as_json_is_the_whole_table(api, name):
    body = api("GET", f"/v1/reference/{name}?format=json").body
    assert len(body["items"]) == body["total"] == len(publishing.table(name).rows)
    assert body["next"] is None


@with_table
@pytest.mark.parametrize("form", ["json", "csv", "skos"])
def test_a_download_is_no_larger_than_a_function_may_answer(api, name, form):
    if form == "skos" and name not in CONCEPTS:
        assert api("GET", f"/v1/reference/{name}", accept=LINKED_DATA).status == 406
        return
    body = api("GET", f"/v1/reference/{name}?format={form}").text
    assert len(json.dumps({"body": body}, ensure_ascii=False).encode()) < LARGEST_ANSWER - 100_000


@pytest.mark.parametrize("name", CONCEPTS)
def test_concepts_are_found_at_their_uris(api, name):
    reply = api("GET", f"/v1/reference/{name}", accept=LINKED_DATA)
    assert reply.headers["content-type"] == LINKED_DATA
    scheme, *concepts = reply.body["@graph"]
    assert len(concepts) == len(publishing.table(name).rows)
    for part in (scheme, concepts[0], concepts[-1]):
        assert part["@id"].startswith(f"https://padan.example/v1/reference/{name}")
        assert api("GET", part["@id"].removeprefix("https://padan.example")).status == 200


def test_a_row_shows_what_corresponds_in_other_editions(api):
    reply = api("GET", "/v1/reference/occupations/4213?version=2026", accept_language="en")
    found = [(each["version"], each["code"], each["relation"]) for each in reply.body["corresponds"]]
    assert found == [("2014", "4214", "exact"), ("isco08", "4214", "exact")]
    assert reply.body["corresponds"][0]["labels"][0] == {
        "language": "en",
        "text": "Debt-collectors and related workers",
    }
    assert api("GET", "/v1/reference/skills/sk_excel").body["corresponds"] == []


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("occupations/4212", {("2026", "4219", "broader"), ("isco08", "4212", "exact")}),
        ("occupations/0311", {("2026", "0311", "exact"), ("isco08", "0310", "broader")}),
        ("occupations/421?version=2026", {("2014", "421", "exact"), ("isco08", "421", "exact")}),
        ("industries/45", {("2025", "46", "partial"), ("2025", "47", "partial"), ("2025", "95", "partial")}),
        ("industries/L?version=2025", {("2020", "K", "exact")}),
    ],
)
def test_codes_of_every_classification_in_editions_correspond(api, path, found):
    reply = api("GET", f"/v1/reference/{path}")
    assert {(each["version"], each["code"], each["relation"]) for each in reply.body["corresponds"]} == found
    for each in reply.body["corresponds"]:
        back = api("GET", f"/v1/reference/{path.split('/')[0]}/{each['code']}?version={each['version']}").body
        codes_there = {(other["version"], other["code"]) for other in back["corresponds"]}
        assert (reply.body["version"], reply.body["item"]["code"]) in codes_there


@pytest.mark.parametrize("name", ["occupation_crosswalks", "industry_crosswalks"])
def test_crosswalks_are_tables_to_download(api, name):
    listed = next(each for each in api("GET", "/v1/reference").body["tables"] if each["name"] == name)
    for version in listed["versions"]:
        text = api("GET", f"/v1/reference/{name}?version={version}&format=csv").text
        lines = list(csv.DictReader(io.StringIO(text)))
        assert {(line["from_version"], line["to_version"]) for line in lines} == {tuple(version.split("-"))}
        whole = api("GET", f"/v1/reference/{name}?version={version}&format=json").body
        assert [item["code"] for item in whole["items"]] == [f"{line['from']}:{line['to']}" for line in lines]
    assert listed["version"] in ("2014-2026", "2020-2025")


@pytest.mark.parametrize("path", ["/v1/reference/occupations/4213", "/v1/reference/occupations?format=skos"])
def test_another_crosswalk_gives_another_tag(api, monkeypatch, path):
    before = api("GET", path)
    without = tuple(each for each in corresponding.depended_on("occupations") if each.version != "2014-2026")
    monkeypatch.setattr(corresponding, "depended_on", lambda table: without)
    after = api("GET", path, if_none_match=before.headers["etag"])
    assert (before.status, after.status) == (200, 200)
    assert after.headers["etag"] != before.headers["etag"]


def test_a_table_without_editions_has_a_tag_of_its_own_rows_alone(api):
    before = api("GET", "/v1/reference/skills/sk_excel").headers["etag"]
    publishing_tag = publishing.entity_tag(publishing.table("skills").table, "row", "id", "sk_excel")
    assert before == f'"{publishing_tag}"'


def test_the_current_version_may_be_named(api):
    version = publishing.table("occupations").table.version
    named = api("GET", f"/v1/reference/occupations?version={version}&q=kasir")
    assert named.text == api("GET", "/v1/reference/occupations?q=kasir").text
