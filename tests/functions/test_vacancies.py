"""One vacancy as everybody sees it, and as its own side does."""

from datetime import datetime

import pytest

from security.principal import Audience
from tests.functions.posting_samples import CONTENT, drafted, employer_of, published
from tests.store_fixtures import Caller, SignedIn

pytestmark = pytest.mark.emulator
LINKED_DATA = "application/ld+json"


@pytest.fixture
def owner(caller: Caller) -> SignedIn:
    return caller.sign_in(Audience.SEEKER)


def test_labels_are_in_the_readers_language(caller, owner):
    place = published(owner)
    indonesian = caller.send("GET", place)
    english = caller.send("GET", place, headers={"accept-language": "en"})
    assert (indonesian.headers["content-language"], english.headers["content-language"]) == ("id", "en")
    assert [part["label"] for part in indonesian.json["region"]] == ["Jawa Barat", "Kota Bandung"]
    assert [part["code"] for part in english.json["region"]] == ["32", "32.73"]
    assert indonesian.json["employment_type"]["label"] != english.json["employment_type"]["label"]
    assert indonesian.json["employer"]["label"] == "Karya Sentosa"
    assert indonesian.json["occupation"]["code"] == "5230"
    assert {"accept", "accept-language", "authorization"} <= {
        name.strip().lower() for name in indonesian.headers["vary"].split(",")
    }


def test_a_phrase_that_may_not_be_asked_is_marked_where_it_stands(caller, owner):
    text = f"{CONTENT['description']} Wanita, usia maksimal 27 tahun."
    place = published(owner, description=text)
    marked = caller.send("GET", place).json["not_enforceable"]
    assert marked
    for mark in marked:
        start, end = mark["span"]["start"], mark["span"]["end"]
        assert (mark["pointer"], text[start:end]) == ("/description", mark["phrase"])
        assert "dapat melamar" in mark["explanation"]
        assert "mohon" not in mark["explanation"]
    assert any("27" in mark["phrase"] for mark in marked)


def test_what_was_seen_already_is_not_sent_again(caller, owner):
    place = published(owner)
    seen = caller.send("GET", place)
    for tag in (seen.etag, f'"0", {seen.etag}', f"W/{seen.etag}", "*"):
        again = caller.send("GET", place, headers={"if-none-match": tag})
        assert (again.status, again.text, again.etag) == (304, "", seen.etag)
    assert caller.send("GET", place, headers={"if-none-match": '"0"'}).status == 200
    owner.send("POST", f"{place}/renew")
    assert caller.send("GET", place, headers={"if-none-match": seen.etag}).status == 200


def test_search_engines_get_a_job_posting(caller, owner):
    place = published(owner, remote=True, experience_months=12, education="d3", openings=3)
    reply = caller.send("GET", place, headers={"accept": LINKED_DATA})
    posting = reply.json
    assert reply.headers["content-type"] == LINKED_DATA
    assert (posting["@context"], posting["@type"]) == ("https://schema.org/", "JobPosting")
    assert posting["title"] == CONTENT["title"]
    assert posting["description"] == f"<p>{CONTENT['description']}</p>"
    assert posting["identifier"] == {"@type": "PropertyValue", "name": "Padan", "value": place.rpartition("/")[2]}
    assert posting["hiringOrganization"] == {"@type": "Organization", "name": "Karya Sentosa"}
    assert posting["jobLocation"]["address"] == {
        "@type": "PostalAddress",
        "addressCountry": "ID",
        "addressRegion": "Jawa Barat",
        "addressLocality": "Kota Bandung",
    }
    assert posting["baseSalary"] == {
        "@type": "MonetaryAmount",
        "currency": "IDR",
        "value": {
            "@type": "QuantitativeValue",
            "unitText": "MONTH",
            "minValue": 5_500_000,
            "maxValue": 6_000_000,
        },
    }
    assert (posting["jobLocationType"], posting["totalJobOpenings"]) == ("TELECOMMUTE", 3)
    assert posting["applicantLocationRequirements"] == {"@type": "Country", "name": "Indonesia"}
    assert posting["experienceRequirements"]["monthsOfExperience"] == 12
    assert posting["educationRequirements"]["credentialCategory"] == "associate degree"
    assert datetime.fromisoformat(posting["validThrough"]) > datetime.fromisoformat(f"{posting['datePosted']}T00:00Z")


def test_markup_in_a_text_stays_text(caller, owner):
    place = published(owner, description=f"{CONTENT['description']} <script>alert(1)</script>")
    posting = caller.send("GET", place, headers={"accept": LINKED_DATA}).json
    assert "<script>" not in posting["description"]
    assert "&lt;script&gt;" in posting["description"]


@pytest.mark.parametrize(
    ("accept", "status", "kind"),
    [
        ("*/*", 200, "application/json"),
        ("text/html, application/ld+json;q=0.4", 200, LINKED_DATA),
        ("application/json;q=0.1, application/ld+json", 200, LINKED_DATA),
        ("application/*", 200, "application/json"),
        ("text/html", 406, "application/problem+json"),
        ("application/ld+json;q=0", 406, "application/problem+json"),
        ("application/json;q=high", 406, "application/problem+json"),
    ],
)
def test_the_client_chooses_among_what_there_is(caller, owner, accept, status, kind):
    reply = caller.send("GET", published(owner), headers={"accept": accept})
    assert (reply.status, reply.headers["content-type"]) == (status, kind)


def test_a_draft_is_its_own_sides_alone(caller, owner):
    employer = employer_of(owner)
    place = drafted(owner, employer)
    inside = owner.send("GET", place).json["inside"]
    assert (inside["state"], inside["employer_id"]) == ("draft", employer)
    assert caller.sign_in(Audience.OFFICER, regions=("32.73",)).send("GET", place).status == 200
    assert caller.sign_in(Audience.MONITOR).send("GET", place).status == 200
    for other in (
        caller.sign_in(Audience.SEEKER),
        caller.sign_in(Audience.EMPLOYER),
        caller.sign_in(Audience.OFFICER, regions=("33",)),
    ):
        assert other.send("GET", place).status == 404
    assert caller.send("GET", place).status == 404


def test_a_published_vacancy_shows_its_inside_to_its_own_side_alone(caller, owner):
    place = published(owner)
    assert "inside" in owner.send("GET", place).json
    assert owner.send("GET", place).headers["cache-control"] == "private, no-store"
    stranger = caller.sign_in(Audience.SEEKER).send("GET", place)
    assert "inside" not in stranger.json
    assert owner.id not in owner.send("GET", place).text


def test_a_closed_vacancy_is_gone_for_everybody_else(caller, owner):
    place = published(owner)
    owner.send("POST", f"{place}/close", {"filled": False})
    assert caller.send("GET", place).status == 404
    assert owner.send("GET", place).json["state"] == "closed"
    assert owner.send("GET", place, accept=LINKED_DATA).status == 404


@pytest.mark.parametrize("wrong", ["vac_" + "0" * 26, "nonsense", "emp_" + "0" * 26, "v" * 100])
def test_what_is_not_a_vacancy_is_not_found(caller, wrong):
    assert caller.send("GET", f"/v1/vacancies/{wrong}").status == 404


def test_an_unknown_parameter_is_named(caller, owner):
    reply = caller.send("GET", f"{published(owner)}?fields=all")
    assert (reply.status, reply.pointers()) == (400, {"fields": "unknown_field"})
