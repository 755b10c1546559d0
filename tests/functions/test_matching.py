"""Recommendations with reasons, for a person and for a vacancy."""

import base64

import msgspec
import pytest

from chalicelib.matching.recommending import candidate_code
from chalicelib.people.model import PersonState, Profile, Wishes
from search import engine
from search.port import IndexUnavailable
from security.principal import Audience
from tests.functions.matching_world import CASHIER, NAME, change, index_vacancy, indices, person
from tests.functions.posting_samples import drafted, employer_of, published

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("indices")]
__all__ = ["indices"]
ENGLISH = {"accept_language": "en"}


@pytest.fixture(scope="module")
def _kept():
    return {}


@pytest.fixture
def owner(caller, _kept):
    if "owner" not in _kept:
        _kept["owner"] = caller.sign_in(Audience.SEEKER).id
    return caller.sign_in(Audience.SEEKER, person=_kept["owner"])


@pytest.fixture
def employer(owner, _kept):
    if "employer" not in _kept:
        _kept["employer"] = employer_of(owner, verified=True)
    return _kept["employer"]


@pytest.fixture
def vacancy(owner, employer, _kept):
    """The path of a published vacancy for a cashier in Bandung."""
    if "vacancy" not in _kept:
        _kept["vacancy"] = _open(owner, employer, skills=["sk_kasir", "sk_komunikasi"])
    return _kept["vacancy"]


def _open(owner, employer, **content):
    place = published(owner, employer, **content)
    index_vacancy(place.rpartition("/")[2])
    return place


def _as(caller, made):
    return caller.sign_in(Audience.SEEKER, person=made.id)


def _cards(reply):
    assert reply.status == 200, reply.text
    return {item["candidate"]["id"]: item for item in reply.json["items"]}


def _code(place, who):
    return candidate_code(place.rpartition("/")[2], who.id)


def _everything(send, path, limit):
    items, cursor = [], None
    for _ in range(100):
        reply = send("GET", f"{path}?limit={limit}" + (f"&cursor={cursor}" if cursor else ""))
        assert reply.status == 200, reply.text
        assert len(reply.json["items"]) <= limit
        items += reply.json["items"]
        cursor = reply.json["next"]
        if cursor is None:
            return items
    raise AssertionError("there is always a next page")


def test_a_person_gets_vacancies_with_reasons_and_gaps_in_their_language(caller, vacancy):
    seeker = _as(caller, person())
    path = "/v1/people/me/recommendations"
    first = seeker.send("GET", path)
    second = seeker.send("GET", path, **ENGLISH)
    found, english = (_of(reply, vacancy) for reply in (first, second))
    assert 0.2 <= found["score"] <= 1
    assert found["score"] == pytest.approx(sum(part["points"] for part in found["contributions"]))
    assert {remark["code"] for remark in found["reasons"]} >= {"occupation_fits", "place_fits", "skills_held"}
    (gap,) = [remark for remark in found["gaps"] if remark["code"] == "skills_missing"]
    assert gap["items"] == ["sk_komunikasi"]
    for mine, theirs in zip(found["reasons"] + found["gaps"], english["reasons"] + english["gaps"], strict=True):
        assert mine["code"] == theirs["code"]
        assert mine["text"] != theirs["text"]
    assert first.headers["cache-control"] == "no-store"


def _of(reply, place):
    assert reply.status == 200, reply.text
    (found,) = [item for item in reply.json["items"] if place.endswith(item["vacancy"]["id"])]
    return found["match"]


@pytest.mark.parametrize("state", [PersonState.ACTIVE, PersonState.UNVERIFIED, PersonState.INACTIVE])
def test_recommendations_to_oneself_need_no_consent(caller, vacancy, state):
    seeker = _as(caller, person(consents={}, state=state))
    assert _of(seeker.send("GET", "/v1/people/me/recommendations"), vacancy)["score"] > 0.2


def test_a_person_without_profile_is_answered(caller, vacancy):
    reply = _as(caller, person(Profile())).send("GET", "/v1/people/me/recommendations")
    assert reply.status == 200
    assert all(0.2 <= item["match"]["score"] <= 1 for item in reply.json["items"])


def test_somebody_who_is_not_there_gets_no_recommendations(caller):
    assert caller.sign_in(Audience.SEEKER).send("GET", "/v1/people/me/recommendations").status == 404
    assert caller.send("GET", "/v1/people/me/recommendations").status == 401
    assert caller.sign_in(Audience.OFFICER).send("GET", "/v1/people/me/recommendations").status == 403
    erased = person(state=PersonState.ERASED)
    assert _as(caller, erased).send("GET", "/v1/people/me/recommendations").status == 404


def test_what_has_expired_or_asks_for_a_missing_licence_is_not_recommended(caller, owner, employer):
    licensed = _open(owner, employer, title="Kasir Keliling", licences=["sim_a"])
    path = "/v1/people/me/recommendations?limit=100"
    without = _as(caller, person()).send("GET", path)
    holder = person(msgspec.structs.replace(CASHIER, licences=("sim_a",)))
    assert licensed.rpartition("/")[2] not in {item["vacancy"]["id"] for item in without.json["items"]}
    assert _of(_as(caller, holder).send("GET", path), licensed)["score"] > 0.2


def test_members_and_officers_of_the_region_see_candidates_and_nobody_else(caller, owner, vacancy):
    suited = person()
    path = f"{vacancy}/candidates?limit=100"
    for allowed in (owner, *(caller.sign_in(Audience.OFFICER, regions=(code,)) for code in ("32", "32.73"))):
        assert _code(vacancy, suited) in _cards(allowed.send("GET", path))
    for other in (
        caller.sign_in(Audience.SEEKER),
        caller.sign_in(Audience.EMPLOYER),
        caller.sign_in(Audience.OFFICER, regions=("33",)),
        caller.sign_in(Audience.OFFICER),
    ):
        assert other.send("GET", path).status == 404
    assert caller.sign_in(Audience.MONITOR).send("GET", path).status == 403
    assert caller.send("GET", path).status == 401


@pytest.mark.parametrize(
    "changes",
    [
        {"consents": {}},
        {"consents": {"contact_by_email": 1}},
        {"state": PersonState.UNVERIFIED},
        {"state": PersonState.INACTIVE},
        {"state": PersonState.ERASED},
    ],
    ids=str,
)
def test_what_the_index_still_holds_is_not_shown_without_consent(owner, vacancy, changes):
    made = person()
    path = f"{vacancy}/candidates?limit=100"
    assert _code(vacancy, made) in _cards(owner.send("GET", path))
    change(made, **changes)
    assert engine.candidate_index().get(made.id) is not None
    assert _code(vacancy, made) not in _cards(owner.send("GET", path))


def test_whom_the_table_does_not_know_is_left_out(owner, vacancy):
    from chalicelib import indexing

    gone = msgspec.structs.replace(person(), id="per_" + "9" * 26)
    index = engine.candidate_index()
    index.put([indexing.candidate_document(gone, 1)])
    index.refresh()
    assert _code(vacancy, gone) not in _cards(owner.send("GET", f"{vacancy}/candidates?limit=100"))


def test_a_candidate_is_codes_and_no_person(owner, vacancy):
    made = person()
    reply = owner.send("GET", f"{vacancy}/candidates?limit=100")
    card = _cards(reply)[_code(vacancy, made)]["candidate"]
    assert set(card) == {"id", "occupations", "skills", "experience_months", "region", "willing_to_move"}
    assert [code["code"] for code in card["skills"]] == ["sk_excel", "sk_kasir"]
    assert (card["region"]["code"], card["experience_months"], card["willing_to_move"]) == ("32.73", 24, False)
    for private in (NAME, CASHIER.headline, "Rekaan", "@", "4000000", "consents", "language"):
        assert private not in msgspec.json.encode(card).decode(), private
    assert NAME not in reply.text
    assert CASHIER.headline not in reply.text


def test_a_code_of_a_candidate_holds_for_one_vacancy_and_tells_no_account(caller, owner, employer, vacancy):
    made, another = person(), person()
    other = _open(owner, employer, title="Kasir Toko Buku", skills=["sk_kasir"])
    seen = {}
    for place in (vacancy, other):
        page = owner.send("GET", f"{place}/candidates?limit=1")
        cursor = base64.urlsafe_b64decode(page.json["next"] + "==")
        whole = _everything(owner.send, f"{place}/candidates", 100)
        seen[place] = {item["candidate"]["id"] for item in whole}
        for known in (made.id, another.id, made.id.removeprefix("per_")):
            assert known not in msgspec.json.encode(whole).decode()
        assert b"per_" not in cursor
        assert len({_code(place, made), _code(place, another)} & seen[place]) == 2
        assert {item["candidate"]["id"] for item in _everything(owner.send, f"{place}/candidates", 100)} == seen[place]
    assert not seen[vacancy] & seen[other]


def test_a_licence_that_tells_of_a_disability_is_shown_to_nobody_who_does_not_ask_for_it(owner, vacancy):
    for held in ({"licences": ("sim_d", "sim_c")}, {"skills": (*CASHIER.skills, "sim_d", "sim_c")}):
        made = person(msgspec.structs.replace(CASHIER, **held))
        shown = _cards(owner.send("GET", f"{vacancy}/candidates?limit=100"))[_code(vacancy, made)]
        assert "sim_c" in {skill["code"] for skill in shown["candidate"]["skills"]}
        assert "sim_d" not in msgspec.json.encode(shown).decode()


def test_a_licence_named_as_a_skill_opens_what_asks_for_the_licence_both_ways(caller, owner, employer):
    driving = _open(owner, employer, title="Kasir Motor", licences=["sim_c"], skills=["sk_kasir", "sim_c"])
    holder = person(msgspec.structs.replace(CASHIER, skills=("sk_kasir", "sim_c")))
    mine = _of(_as(caller, holder).send("GET", "/v1/people/me/recommendations?limit=100"), driving)
    theirs = _cards(owner.send("GET", f"{driving}/candidates?limit=100"))[_code(driving, holder)]["match"]
    assert mine["score"] == theirs["score"] > 0.2
    assert not {gap["code"] for gap in mine["gaps"]} & {"skills_missing", "licence_missing", "licence_asked_in_text"}


def test_an_employer_is_not_addressed_as_the_candidate(owner, vacancy):
    made = person(msgspec.structs.replace(CASHIER, wishes=Profile().wishes))
    for language, address in (("id", "Anda"), ("en", "you")):
        reply = owner.send("GET", f"{vacancy}/candidates?limit=100", accept_language=language)
        match = _cards(reply)[_code(vacancy, made)]["match"]
        texts = [remark["text"] for remark in match["reasons"] + match["gaps"]]
        assert texts
        assert not [text for text in texts if address in text]


def test_both_directions_and_any_company_give_the_same_score_to_the_bit(caller, owner, vacancy):
    made = person(msgspec.structs.replace(CASHIER, skills=("sk_kasir",)))
    before = _cards(owner.send("GET", f"{vacancy}/candidates?limit=100"))[_code(vacancy, made)]["match"]
    mine = _of(_as(caller, made).send("GET", "/v1/people/me/recommendations?limit=100"), vacancy)
    assert (mine["score"], mine["contributions"]) == (before["score"], before["contributions"])
    for _ in range(5):
        person()
    after = _cards(owner.send("GET", f"{vacancy}/candidates?limit=100"))[_code(vacancy, made)]["match"]
    assert after == before


def test_pages_of_candidates_neither_repeat_nor_skip(owner, employer):
    place = _open(owner, employer, title="Kasir Malam", skills=["sk_kasir"])
    for number in range(7):
        skills = ("sk_kasir",) if number % 2 else ()
        person(msgspec.structs.replace(CASHIER, skills=skills))
    path = f"{place}/candidates"
    whole = _everything(owner.send, path, 100)
    assert len(whole) >= 7
    for limit in (1, 3, len(whole)):
        assert _everything(owner.send, path, limit) == whole
    order = [(-item["match"]["score"], item["candidate"]["id"]) for item in whole]
    assert order == sorted(order)


def test_pages_of_recommendations_neither_repeat_nor_skip(caller, owner, employer):
    for number in range(5):
        _open(owner, employer, title=f"Kasir Cabang {number}", skills=["sk_kasir", "sk_komunikasi"][: number % 3])
    send = _as(caller, person()).send
    path = "/v1/people/me/recommendations"
    whole = _everything(send, path, 100)
    assert len({item["vacancy"]["id"] for item in whole}) == len(whole) >= 5
    assert _everything(send, path, 2) == whole
    scores = [item["match"]["score"] for item in whole]
    assert scores == sorted(scores, reverse=True)


def test_a_cursor_belongs_to_its_list(caller, owner, employer, vacancy):
    person(), person()
    cursor = owner.send("GET", f"{vacancy}/candidates?limit=1").json["next"]
    other = _open(owner, employer, title="Kasir Pagi")
    reply = owner.send("GET", f"{other}/candidates?cursor={cursor}")
    assert (reply.status, reply.pointers()) == (400, {"cursor": "unknown_cursor"})
    forged = owner.send("GET", f"{vacancy}/candidates?cursor=AAAA")
    assert (forged.status, forged.pointers()) == (400, {"cursor": "unknown_cursor"})


@pytest.mark.parametrize("limit", ["0", "101", "many"])
def test_a_page_has_bounds(owner, vacancy, limit):
    reply = owner.send("GET", f"{vacancy}/candidates?limit={limit}")
    assert (reply.status, list(reply.pointers())) == (400, ["limit"])


def test_a_vacancy_that_is_not_open_has_no_candidates(owner, employer):
    draft = drafted(owner, employer)
    assert owner.send("GET", f"{draft}/candidates").status == 409
    closed = _open(owner, employer, title="Kasir Sementara")
    owner.send("POST", f"{closed}/close", {"filled": True})
    assert owner.send("GET", f"{closed}/candidates").status == 409
    assert owner.send("GET", "/v1/vacancies/vac_" + "0" * 26 + "/candidates").status == 404


class Unreachable:
    """An index whose engine does not answer."""

    def search(self, plan):
        raise IndexUnavailable("nobody answers")


def test_without_the_index_it_says_to_try_again(caller, owner, vacancy, monkeypatch):
    made = person()
    monkeypatch.setattr(engine, "candidate_index", Unreachable)
    monkeypatch.setattr(engine, "vacancy_index", Unreachable)
    for reply in (
        owner.send("GET", f"{vacancy}/candidates"),
        _as(caller, made).send("GET", "/v1/people/me/recommendations"),
    ):
        assert reply.status == 503
        assert reply.headers["content-type"] == "application/problem+json"
        assert "nobody answers" not in reply.text


def test_protected_words_in_a_profile_change_nothing(owner, vacancy):
    """What people write about themselves in free text is not compared."""
    plain = person()
    telling = person(msgspec.structs.replace(CASHIER, headline="Wanita, 24 tahun, belum menikah, Islam"))
    cards = _cards(owner.send("GET", f"{vacancy}/candidates?limit=100"))
    assert cards[_code(vacancy, plain)]["match"] == cards[_code(vacancy, telling)]["match"]
    assert "menikah" not in str(cards[_code(vacancy, telling)])


def test_gaps_say_what_closes_them_and_the_first_page_what_would_help_most(caller, owner, employer):
    for number in range(3):
        _open(owner, employer, title=f"Kasir Kargo {number}", skills=["sk_kasir", "sk_excel", "sk_las", "sk_sap"])
    seeker = _as(caller, person())
    first = seeker.send("GET", "/v1/people/me/recommendations?limit=1", **ENGLISH)
    (item,) = first.json["items"]
    steps = [step for gap in item["match"]["gaps"] for step in gap.get("closes", ())]
    assert all(step["text"] and step["kind"] for step in steps)
    assert [lesson["item"] for lesson in first.json["lessons"]] == list(
        dict.fromkeys(lesson["item"] for lesson in first.json["lessons"])
    )
    for lesson in first.json["lessons"]:
        assert lesson["item"] not in CASHIER.skills
        assert 0 < lesson["would_suit"] <= lesson["asked_by"]
    cursor = first.json["next"]
    second = seeker.send("GET", f"/v1/people/me/recommendations?limit=1&cursor={cursor}")
    assert (second.status, second.json["lessons"]) == (200, [])


def test_only_disability_friendly_vacancies_on_request_and_no_score_changes(caller, owner, employer, vacancy):
    friendly = _open(owner, employer, title="Kasir Ramah", disability_friendly=True)
    seeker = _as(caller, person())
    plain = seeker.send("GET", "/v1/people/me/recommendations?limit=100")
    narrowed = seeker.send("GET", "/v1/people/me/recommendations?limit=100&disability_friendly=true")
    assert _of(narrowed, friendly) == _of(plain, friendly)
    assert vacancy.rpartition("/")[2] in {item["vacancy"]["id"] for item in plain.json["items"]}
    assert vacancy.rpartition("/")[2] not in {item["vacancy"]["id"] for item in narrowed.json["items"]}


def test_hazardous_work_states_its_age_and_is_left_out_for_minors_who_say_so(caller, owner, employer, vacancy):
    heavy = _open(owner, employer, title="Operator Ekskavator", occupation="8342", skills=["sk_kasir"])
    seeker = _as(caller, person(msgspec.structs.replace(CASHIER, wishes=Wishes(occupations=("8342", "5230")))))
    path = "/v1/people/me/recommendations?limit=100"
    everything, young = seeker.send("GET", path), seeker.send("GET", f"{path}&under_18=true")
    assert [remark["code"] for remark in _of(everything, heavy)["conditions"]] == ["adults_only"]
    assert heavy.rpartition("/")[2] not in {item["vacancy"]["id"] for item in young.json["items"]}
    assert _of(young, vacancy) == _of(everything, vacancy)
    assert _of(young, vacancy)["conditions"] == []


@pytest.mark.parametrize("parameter", ["under_18=maybe", "disability_friendly=2", "sex=f", "age=17"])
def test_an_unreadable_wish_is_named(caller, vacancy, parameter):
    reply = _as(caller, person()).send("GET", f"/v1/people/me/recommendations?{parameter}")
    assert (reply.status, list(reply.pointers())) == (400, [parameter.partition("=")[0]])


def test_a_licence_counts_for_those_that_it_implies(caller, owner, employer):
    driving = _open(owner, employer, title="Kasir Pengantar", licences=["sim_a"])
    holder = person(msgspec.structs.replace(CASHIER, licences=("sim_b1",)))
    assert _of(_as(caller, holder).send("GET", "/v1/people/me/recommendations?limit=100"), driving)["score"] > 0.2
    assert _code(driving, holder) in _cards(owner.send("GET", f"{driving}/candidates?limit=100"))


def test_name_and_contact_change_nothing_over_the_interface(caller, owner, vacancy, monkeypatch):
    from tests.functions import matching_world

    one = person()
    monkeypatch.setattr(matching_world, "NAME", "Siti Rekaan binti Contoh")
    other = person()
    cards = _cards(owner.send("GET", f"{vacancy}/candidates?limit=100"))
    assert cards[_code(vacancy, one)]["match"] == cards[_code(vacancy, other)]["match"]
    mine, theirs = (_of(_as(caller, who).send("GET", "/v1/people/me/recommendations"), vacancy) for who in (one, other))
    assert mine == theirs
