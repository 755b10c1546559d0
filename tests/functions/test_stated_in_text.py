"""What a vacancy's text states, as its readers, its poster and search engines see it."""

import pytest

from chalicelib import indexing, vacancies
from chalicelib.clock import SYSTEM_CLOCK
from search import engine
from security.principal import Audience
from tests.functions.posting_samples import CONTENT, drafted, employer_of, published
from tests.store_fixtures import Caller, SignedIn

pytestmark = pytest.mark.emulator
TEXT = (
    "Melayani pembayaran pelanggan. Pendidikan minimal SMA. Pengalaman minimal 2 tahun. Wajib punya SIM C. "
    "Menguasai Microsoft Excel. Fresh graduate dipersilakan."
)
LEFT_OUT = ("education", "experience_months", "licences")


@pytest.fixture
def owner(caller: Caller) -> SignedIn:
    return caller.sign_in(Audience.SEEKER)


@pytest.fixture
def index(store: str):
    """An empty index in memory, for this test alone."""
    engine.close()
    yield engine.vacancy_index()
    engine.close()


def seen(reply):
    return {each["field"]: each for each in reply.json.get("stated_in_text", ())}


def test_readers_see_what_the_text_states_beside_the_fields(caller, owner):
    place = published(owner, description=TEXT)
    reply = caller.send("GET", place, headers={"accept-language": "en"})
    read = seen(reply)
    assert {"education", "experience_months", "fresh_graduate", "licences", "skills"} <= read.keys()
    assert (read["education"]["value"], read["licences"]["value"]) == ("sma", "sim_c")
    assert read["experience_months"] == {
        "field": "experience_months",
        "value": 0,
        "label": "no experience",
        "pointer": "/description",
        "span": {"start": TEXT.index("Fresh"), "end": TEXT.index("Fresh") + len("Fresh graduate")},
        "phrase": "Fresh graduate",
        "confidence": 0.9,
    }
    assert all(not reply.json.get(name) for name in LEFT_OUT), "the poster stated none of it"


def test_the_poster_of_a_draft_is_told_and_may_adopt_it(owner):
    place = drafted(owner, employer_of(owner), description=TEXT)
    draft = owner.send("GET", place)
    read = seen(draft)
    assert (draft.json["state"], read["education"]["label"]) == ("draft", "Sekolah menengah atas (SMA)")
    taken = {name: read[name]["value"] for name in ("education", "experience_months", "fresh_graduate")}
    amended = owner.send("PATCH", place, taken, if_match=draft.etag)
    assert amended.status == 200, amended.text
    after = owner.send("GET", place)
    assert {name: after.json["inside"]["content"][name] for name in taken} == taken
    assert seen(after).keys().isdisjoint(taken)
    assert "licences" in seen(after)


def test_a_job_posting_claims_nothing_that_is_only_in_the_text(caller, owner):
    place = published(owner, description=TEXT)
    posting = caller.send("GET", place, headers={"accept": "application/ld+json"}).json
    assert not {"educationRequirements", "experienceRequirements", "stated_in_text"} & posting.keys()


def test_the_stored_vacancy_keeps_its_empty_fields(owner):
    place = published(owner, description=TEXT)
    content = vacancies.get(place.rpartition("/")[2]).content
    assert (content.education, content.experience_months, content.licences) == (None, None, ())
    assert not content.fresh_graduate


def test_a_search_finds_it_by_the_text_and_says_so(caller, owner, index):
    inside = (published(owner, description=TEXT), published(owner, title="Kasir Toko Roti", education="s1"))
    told, stated = (vacancies.get(each.rpartition("/")[2]) for each in inside)
    index.put([indexing.vacancy_document(each, 1, SYSTEM_CLOCK.now()) for each in (told, stated)])
    index.refresh()
    page = caller.send("GET", "/v1/vacancies?q=kasir&education=sma").json
    assert [item["id"] for item in page["items"] if not item["relaxed"]] == [told.id]
    [item] = [item for item in page["items"] if item["id"] == told.id]
    marks = {each["field"]: each["phrase"] for each in item["stated_in_text"]}
    assert marks["education"] == "SMA"
    assert "skills" not in marks
    every = caller.send("GET", "/v1/vacancies?q=kasir").json["items"]
    assert [each["stated_in_text"] for each in every if each["id"] == stated.id] == [[]]


def test_a_vacancy_that_says_all_in_its_fields_reads_nothing(caller, owner):
    place = published(owner, skills=["sk_excel"])
    assert CONTENT["description"]
    assert "stated_in_text" not in caller.send("GET", place).json
