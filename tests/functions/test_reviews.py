"""The officers' queue and their decisions."""

import pytest

from security.principal import Audience
from tests.functions.posting_samples import drafted, employer_of
from tests.store_fixtures import Caller, SignedIn

pytestmark = pytest.mark.emulator
WEIGHED = {"code": "confirmed_by_employer", "reason": "Sudah dipastikan lewat telepon."}


@pytest.fixture
def owner(caller: Caller) -> SignedIn:
    return caller.sign_in(Audience.SEEKER)


@pytest.fixture
def officer(caller: Caller) -> SignedIn:
    return caller.sign_in(Audience.OFFICER, regions=("32",))


def waiting(owner: SignedIn, employer: str, **changes: object) -> str:
    place = drafted(owner, employer, **changes)
    assert owner.send("POST", f"{place}/submit").json["state"] == "checked"
    return place.rpartition("/")[2]


def decide(officer: SignedIn, vacancy: str, decision: str, **more: object):
    officer.send("POST", f"/v1/reviews/{vacancy}/lease")
    return officer.send("POST", f"/v1/reviews/{vacancy}/decision", {"decision": decision, **more})


def test_the_first_three_wait_and_the_fourth_does_not(owner, officer):
    employer = employer_of(owner)
    for _ in range(3):
        vacancy = waiting(owner, employer)
        assert decide(officer, vacancy, "publish").json["state"] == "published"
    place = drafted(owner, employer)
    assert owner.send("POST", f"{place}/submit").json["state"] == "published"


def test_the_queue_is_by_age_and_pages_without_loss(caller, owner):
    office = caller.sign_in(Audience.OFFICER, regions=("33.74",))
    employer = employer_of(owner)
    wanted = [waiting(owner, employer, region="33.74") for _ in range(5)]
    first = office.send("GET", "/v1/reviews?limit=2")
    assert decide(office, wanted[0], "publish").status == 200
    second = office.send("GET", f"/v1/reviews?limit=100&cursor={first.json['next']}")
    seen = [item["id"] for page in (first, second) for item in page.json["items"]]
    assert seen == wanted
    left = [item["id"] for item in office.send("GET", "/v1/reviews").json["items"]]
    assert left == wanted[1:]


def test_an_officer_sees_and_decides_in_the_own_region_only(caller, owner):
    vacancy = waiting(owner, employer_of(owner))
    elsewhere = caller.sign_in(Audience.OFFICER, regions=("51",))
    assert vacancy not in [item["id"] for item in elsewhere.send("GET", "/v1/reviews").json["items"]]
    assert decide(elsewhere, vacancy, "publish").status == 404
    assert elsewhere.send("GET", "/v1/reviews?region=32").status == 403


def test_a_regency_sees_its_own_alone(caller, owner):
    vacancy = waiting(owner, employer_of(owner))
    beside = caller.sign_in(Audience.OFFICER, regions=("32.71",))
    own = caller.sign_in(Audience.OFFICER, regions=("32.73",))
    assert vacancy not in [item["id"] for item in beside.send("GET", "/v1/reviews?limit=100").json["items"]]
    assert vacancy in [item["id"] for item in own.send("GET", "/v1/reviews?limit=100").json["items"]]


def test_a_vacancy_without_a_place_is_stuck_nowhere(caller, owner):
    employer = employer_of(owner)
    place = drafted(owner, employer, region=None)
    state = owner.send("POST", f"{place}/submit").json["state"]
    assert state in ("held", "checked")
    anywhere = caller.sign_in(Audience.OFFICER, regions=("94",))
    vacancy = place.rpartition("/")[2]
    assert vacancy in [item["id"] for item in anywhere.send("GET", "/v1/reviews?limit=100").json["items"]]
    assert decide(anywhere, vacancy, "publish", **WEIGHED).json["state"] == "published"


def test_a_monitor_names_a_region(caller, owner):
    vacancy = waiting(owner, employer_of(owner))
    monitor = caller.sign_in(Audience.MONITOR)
    unnamed = monitor.send("GET", "/v1/reviews")
    assert (unnamed.status, unnamed.pointers()) == (400, {"region": "required"})
    assert vacancy in [item["id"] for item in monitor.send("GET", "/v1/reviews?region=32&limit=100").json["items"]]


def test_nobody_else_reviews(caller, owner):
    vacancy = waiting(owner, employer_of(owner))
    assert caller.send("GET", "/v1/reviews").status == 401
    assert owner.send("GET", "/v1/reviews").status == 403
    assert decide(owner, vacancy, "publish").status == 403


def test_an_officer_does_not_decide_on_a_vacancy_of_their_own(owner, officer):
    employer = employer_of(owner)
    place = drafted(officer, employer)
    officer.send("POST", f"{place}/submit")
    assert decide(officer, place.rpartition("/")[2], "publish").status == 403


def test_correcting_and_rejecting_need_a_reason(owner, officer):
    vacancy = waiting(owner, employer_of(owner))
    for decision in ("correct", "reject"):
        reply = decide(officer, vacancy, decision)
        assert (reply.status, reply.pointers()) == (400, {"/code": "required"})
    wordless = decide(officer, vacancy, "reject", code="other")
    assert (wordless.status, wordless.pointers()) == (400, {"/reason": "required"})
    wrong = decide(officer, vacancy, "maybe")
    assert (wrong.status, set(wrong.pointers())) == (400, {"/decision"})


def test_a_correction_goes_back_with_its_fields_and_comes_again(owner, officer):
    vacancy = waiting(owner, employer_of(owner))
    fields = [{"pointer": "/description", "detail": "Jelaskan jam kerja."}]
    sent = decide(officer, vacancy, "correct", code="unclear", reason="Kurang jelas", fields=fields)
    assert sent.json["state"] == "draft"
    seen = owner.send("GET", f"/v1/vacancies/{vacancy}").json["inside"]["history"][-1]
    assert (seen["reason"], seen["by"], seen["decision"]) == ("Kurang jelas", "officer", "correct")
    assert (seen["why"], seen["fields"]) == ({"code": "unclear", "label": "Keterangan belum jelas"}, fields)
    assert owner.send("POST", f"/v1/vacancies/{vacancy}/submit").json["state"] == "checked"


def test_a_decision_is_taken_once(owner, officer):
    vacancy = waiting(owner, employer_of(owner))
    assert decide(officer, vacancy, "reject", code="suspected_fraud").json["state"] == "rejected"
    again = decide(officer, vacancy, "reject", code="no_vacancy")
    assert (again.status, again.pointers()) == (409, {"/state": "wrong_state"})
    alone = decide(officer, vacancy, "publish")
    assert (alone.status, alone.pointers()) == (409, {"/decision": "needs_two"})


def test_publishing_over_what_holds_needs_a_reason_and_words_which_stay(owner, officer):
    place = drafted(owner, employer_of(owner), pay_minimum=1_000_000, pay_maximum=1_200_000)
    seen = owner.send("POST", f"{place}/submit").json
    assert (seen["state"], "hold" in {each["severity"] for each in seen["findings"]}) == ("held", True)
    vacancy = place.rpartition("/")[2]
    wordless = decide(officer, vacancy, "publish")
    assert (wordless.status, wordless.pointers()) == (400, {"/code": "required", "/reason": "required"})
    coded = decide(officer, vacancy, "publish", code="exemption_stated")
    assert (coded.status, coded.pointers()) == (400, {"/reason": "required"})
    assert owner.send("GET", place).json["state"] == "held"
    told = decide(officer, vacancy, "publish", code="exemption_stated", reason="Usaha mikro, upah disepakati.")
    assert (told.status, told.json["state"]) == (200, "published")
    last = told.json["history"][-1]
    assert (last["why"]["code"], last["reason"]) == ("exemption_stated", "Usaha mikro, upah disepakati.")


def test_nothing_that_discriminates_becomes_a_skill(owner):
    text = "Good looking, berpenampilan menarik, bisa mengaji, mampu baca Al-Quran, menguasai Microsoft Excel."
    place = drafted(owner, employer_of(owner), title="Kasir Toko", description=text, skills=[])
    skills = owner.send("GET", place).json["inside"]["content"]["skills"]
    assert "sk_excel" in skills
    assert not {"sk_well_groomed", "sk_quran_reading"} & set(skills)


def rejected(owner: SignedIn, officer: SignedIn, employer: str, **changes: object) -> str:
    vacancy = waiting(owner, employer, **changes)
    assert decide(officer, vacancy, "reject", code="suspected_fraud").json["state"] == "rejected"
    return vacancy


def test_rejected_ones_are_listed_the_last_first_without_loss(caller, owner):
    office = caller.sign_in(Audience.OFFICER, regions=("33.76",))
    employer = employer_of(owner)
    wanted = [rejected(owner, office, employer, region="33.76") for _ in range(5)]
    still = waiting(owner, employer, region="33.76")
    place, seen = "/v1/reviews?state=rejected&limit=2", []
    following = None
    for _ in range(4):
        page = office.send("GET", f"{place}&cursor={following}" if following else place).json
        seen += [item["id"] for item in page["items"]]
        following = page.get("next")
        if following is None:
            break
    assert seen == list(reversed(wanted))
    assert [item["id"] for item in office.send("GET", "/v1/reviews?limit=100").json["items"]] == [still]


def test_rejected_ones_are_those_of_the_region(caller, owner, officer):
    vacancy = rejected(owner, officer, employer_of(owner))
    beside = caller.sign_in(Audience.OFFICER, regions=("32.71",))
    monitor = caller.sign_in(Audience.MONITOR)
    path = "/v1/reviews?state=rejected&limit=100"
    assert vacancy in [item["id"] for item in officer.send("GET", path).json["items"]]
    assert vacancy not in [item["id"] for item in beside.send("GET", path).json["items"]]
    assert beside.send("GET", f"{path}&region=32.73").status == 403
    assert vacancy in [item["id"] for item in monitor.send("GET", f"{path}&region=32.73").json["items"]]
    assert owner.send("GET", path).status == 403


def test_what_is_amended_or_overruled_is_listed_as_rejected_no_more(caller, owner, officer):
    employer = employer_of(owner)
    amended, overruled = rejected(owner, officer, employer), rejected(owner, officer, employer)
    tag = owner.send("GET", f"/v1/vacancies/{amended}").etag
    assert owner.send("PATCH", f"/v1/vacancies/{amended}", {"openings": 2}, if_match=tag).json["state"] == "draft"
    officer.send("POST", f"/v1/reviews/{overruled}/lease")
    body = {"decision": "publish", **WEIGHED}
    assert officer.send("POST", f"/v1/reviews/{overruled}/proposal", body).status == 201
    second = caller.sign_in(Audience.OFFICER, regions=("32",))
    answered = second.send("POST", f"/v1/reviews/{overruled}/proposal/answer", {"agrees": True})
    assert answered.json["state"] == "published"
    listed = officer.send("GET", "/v1/reviews?state=rejected&limit=100").json["items"]
    assert not {amended, overruled} & {item["id"] for item in listed}
    assert {step["by"] for step in answered.json["history"][-3:]} == {"officer"}


def test_a_cursor_of_the_queue_opens_no_list_of_rejected_ones(caller, owner):
    office = caller.sign_in(Audience.OFFICER, regions=("35.78",))
    employer = employer_of(owner)
    for _ in range(2):
        waiting(owner, employer, region="35.78")
    following = office.send("GET", "/v1/reviews?limit=1").json["next"]
    refused = office.send("GET", f"/v1/reviews?state=rejected&cursor={following}")
    assert (refused.status, refused.pointers()) == (400, {"cursor": "unknown_cursor"})


def test_the_history_says_for_which_side_a_step_was_taken(caller, owner, officer):
    employer = employer_of(owner)
    place = drafted(officer, employer)
    officer.send("POST", f"{place}/submit")
    colleague = caller.sign_in(Audience.OFFICER, regions=("32.73",))
    told = decide(colleague, place.rpartition("/")[2], "publish").json
    assert [step["by"] for step in told["history"]] == ["officer", "officer", "machine", "officer"]
    renewed = owner.send("POST", f"{place}/renew").json
    assert renewed["history"][-1]["by"] == "employer"
    closed = officer.send("POST", f"{place}/close", {"filled": False}).json
    assert closed["history"][-1]["by"] == "officer"
    for person in (owner.id, officer.id, colleague.id):
        assert person not in str(closed["history"])


def test_a_monitors_decision_is_told_as_the_monitors(caller, owner):
    monitor = caller.sign_in(Audience.MONITOR)
    told = decide(monitor, waiting(owner, employer_of(owner)), "reject", code="suspected_fraud").json
    assert told["history"][-1]["by"] == "monitor"


def test_an_officer_moves_no_vacancy_to_another_region(officer, owner):
    employer = employer_of(owner)
    place = drafted(officer, employer)
    tag = officer.send("GET", place).etag
    moved = officer.send("PATCH", place, {"region": "51.71"}, if_match=tag)
    assert (moved.status, moved.pointers()) == (400, {"/region": "foreign_region"})
    nowhere = officer.send("PATCH", place, {"region": None}, if_match=tag)
    assert (nowhere.status, nowhere.pointers()) == (400, {"/region": "foreign_region"})
    assert owner.send("PATCH", place, {"region": "51.71"}, if_match=tag).status == 200
    assert officer.send("GET", place).status == 404
