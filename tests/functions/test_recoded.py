"""How a vacancy was coded, as its poster sees it and changes it: before recoding, after it, and across it."""

import msgspec
import pytest

from chalicelib import vacancies
from chalicelib.reference.coding_versions import coding_version
from chalicelib.vacancies import table
from security.principal import Audience
from tests.functions.posting_samples import drafted, employer_of, published
from tests.store_fixtures import Caller, SignedIn
from tests.vacancies.recoding_samples import OLD

pytestmark = pytest.mark.emulator
TEXT = "Menguasai Microsoft Excel dan bahasa Inggris, mampu mengoperasikan komputer di toko."


@pytest.fixture
def owner(caller: Caller) -> SignedIn:
    return caller.sign_in(Audience.SEEKER)


def _aged(place, **changes):
    """Let other tables have coded a vacancy."""
    item = table.load(place.rpartition("/")[2])
    content = msgspec.structs.replace(item.vacancy.content, **{"occupation": "2512", **changes.pop("content", {})})
    aged = msgspec.structs.replace(item.vacancy, content=content, coded_with=OLD, **changes)
    assert table.replace(aged, int(item.version))


def test_the_poster_sees_what_coded_it_and_what_was_stated(owner):
    place = published(owner, occupation=None, description=TEXT)
    seen = owner.send("GET", place).json
    inside = seen["inside"]
    assert inside["coded_with"] == coding_version()
    assert inside["stated"] == {"occupation": False, "skills": False}
    assert (seen["occupation"]["code"], seen["occupation_version"]) == ("5230", "2014")
    assert inside["occupation_version"] == "2014"
    stated = owner.send("GET", published(owner, occupation="2512", skills=["sk_excel"])).json["inside"]
    assert stated["stated"] == {"occupation": True, "skills": True}


def test_everybody_sees_the_edition_and_never_one_without_a_code(owner, caller):
    place = published(owner, title="Xqzzt wrrbl", occupation=None)
    seen = caller.send("GET", place).json
    assert "occupation" not in seen
    assert "occupation_version" not in seen
    assert "inside" not in seen
    assert "occupation_version" not in owner.send("GET", place).json["inside"]


def test_before_and_after_recoding_what_is_shown_is_true(owner, caller):
    place = published(owner, occupation=None)
    _aged(place)
    before = caller.send("GET", place)
    assert before.json["occupation"]["code"] == "2512"
    assert owner.send("GET", place).json["inside"]["coded_with"] == OLD
    vacancies.recode(vacancies.Recoding())
    after = caller.send("GET", place, headers={"If-None-Match": before.etag})
    assert (after.status, after.json["occupation"]["code"]) == (200, "5230")
    assert owner.send("GET", place).json["inside"]["coded_with"] == coding_version()
    assert after.json["updated_at"] == before.json["updated_at"]


def test_who_read_it_before_recoding_may_patch_it(owner):
    place = published(owner, occupation=None)
    _aged(place)
    read = owner.send("GET", place)
    vacancies.recode(vacancies.Recoding())
    patched = owner.send("PATCH", place, {"openings": 3}, if_match=read.etag)
    assert patched.status == 200, patched.text
    assert (patched.json["content"]["openings"], patched.json["content"]["occupation"]) == (3, "5230")
    assert owner.send("PATCH", place, {"openings": 4}, if_match=read.etag).status == 412


def test_a_label_is_that_of_the_edition(owner, caller):
    place = published(owner)
    _aged(place, content={"occupation": "5230"}, occupation_version="1812")
    seen = caller.send("GET", place).json
    assert (seen["occupation"], seen["occupation_version"]) == ({"code": "5230", "label": "5230"}, "1812")


def test_another_title_is_coded_when_no_occupation_was_stated(owner):
    place = drafted(owner, employer_of(owner), occupation=None, description=TEXT)
    read = owner.send("GET", place)
    assert read.json["inside"]["content"]["skills"]
    change = {"title": "Sopir Truk", "description": "Mengantar barang ke toko pelanggan setiap hari kerja."}
    changed = owner.send("PATCH", place, change, if_match=read.etag).json
    assert changed["content"]["occupation"] == "8332"
    assert changed["stated"] == {"occupation": False, "skills": False}
    assert changed["occupation_confidence"] < 1
    assert not set(read.json["inside"]["content"]["skills"]) & set(changed["content"].get("skills", ()))


def test_another_title_leaves_what_was_stated(owner):
    place = drafted(owner, employer_of(owner), skills=["sk_excel"])
    read = owner.send("GET", place)
    changed = owner.send("PATCH", place, {"title": "Sopir Truk"}, if_match=read.etag).json
    assert (changed["content"]["occupation"], changed["content"]["skills"]) == ("5230", ["sk_excel"])
    assert changed["stated"] == {"occupation": True, "skills": True}


def test_an_emptied_occupation_is_the_machines_again(owner):
    place = drafted(owner, employer_of(owner), occupation="2512")
    read = owner.send("GET", place)
    changed = owner.send("PATCH", place, {"occupation": None}, if_match=read.etag).json
    assert (changed["content"]["occupation"], changed["stated"]["occupation"]) == ("5230", False)


def test_a_stated_occupation_keeps_its_edition_until_it_is_stated_anew(owner):
    place = drafted(owner, employer_of(owner))
    _aged(place, content={"occupation": "5230"}, occupation_version="1982")
    read = owner.send("GET", place)
    kept = owner.send("PATCH", place, {"openings": 2}, if_match=read.etag)
    assert kept.json["occupation_version"] == "1982"
    anew = owner.send("PATCH", place, {"occupation": "5230"}, if_match=kept.etag)
    assert anew.json["occupation_version"] == "2014"
