"""The interface of rights: what it takes, what it refuses, what it never says."""

import json
from pathlib import Path

import pytest

from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.rights import Clockwork
from chalicelib.rights.model import LONGEST
from functions import rights as routes
from local.http.context import LambdaContext
from security import identity
from security.principal import Audience
from tests.measures import Measures
from tests.rights.people import seeker
from tests.store_fixtures import Caller

pytestmark = pytest.mark.emulator
MINE = "/v1/people/me/rights-requests"
ALL = "/v1/rights-requests"
EVENT = json.loads((Path(__file__).parents[1] / "events" / "nightly.json").read_text(encoding="utf-8"))
ASKED = {"kind": "access", "text": "Kirimkan salinan di atas kertas."}


@pytest.fixture
def caller(platform, monkeypatch):
    principals = {}
    monkeypatch.setattr(identity, "verify_bearer", principals.__getitem__)
    return Caller(principals)


@pytest.fixture
def person(caller):
    return caller.sign_in(Audience.SEEKER, person=seeker("32.73").id)


@pytest.fixture
def officer(caller):
    return caller.sign_in(Audience.OFFICER, regions=("32",))


def test_a_request_goes_its_whole_way(person, officer):
    made = person.send("POST", MINE, ASKED)
    assert made.status == 201, made.text
    assert made.headers["cache-control"] == "private, no-store"
    assert made.json["text"] == ASKED["text"]
    one = f"{ALL}/{made.json['id']}"
    shown = officer.send("GET", one)
    assert (shown.json["person_id"], shown.json["text"]) == (person.id, ASKED["text"])
    reply = {"outcome": "refused", "ground": "others_data", "text": "Memuat data orang lain."}
    answered = officer.send("POST", f"{one}/answer", reply, if_match=shown.etag)
    assert answered.status == 200, answered.text
    own = person.send("GET", MINE).json["items"][0]
    assert (own["outcome"], own["ground"], own["answer"]) == ("refused", "others_data", reply["text"])
    assert "person_id" not in own
    assert officer.send("POST", f"{one}/answer", reply, if_match=answered.etag).status == 409


def test_the_list_of_the_office_has_no_word_of_anybody(person, officer):
    made = person.send("POST", MINE, ASKED).json["id"]
    listed = officer.send("GET", f"{ALL}?limit=100")
    assert made in [each["id"] for each in listed.json["items"]]
    assert ASKED["text"] not in listed.text
    assert all("text" not in each for each in listed.json["items"])


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({"kind": "erase", "text": "Hapus semuanya."}, {"/kind"}),
        ({"kind": "access"}, {"/text"}),
        ({"kind": "access", "text": "ya"}, {"/text"}),
        ({"kind": "access", "text": "x" * (LONGEST + 1)}, {"/text"}),
        ({"kind": "access", "text": "lima huruf \x07 lonceng"}, {"/text"}),
        ({"kind": "access", "text": "     \n\n   "}, {"/text"}),
        ({**ASKED, "person_id": "per_2"}, {"/person_id"}),
    ],
)
def test_refuses_what_is_no_request(person, body, pointers):
    reply = person.send("POST", MINE, body)
    assert reply.status == 400, reply.text
    assert set(reply.pointers()) == pointers


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"outcome": "maybe", "text": "Jawaban kami."}, "/outcome"),
        ({"outcome": "refused", "text": "Tidak bisa."}, "/ground"),
        ({"outcome": "refused", "ground": "never", "text": "Tidak bisa."}, "/ground"),
        ({"outcome": "done"}, "/text"),
    ],
)
def test_refuses_what_is_no_answer(person, officer, body, pointer):
    one = f"{ALL}/{person.send('POST', MINE, ASKED).json['id']}"
    reply = officer.send("POST", f"{one}/answer", body, if_match='"1"')
    assert (reply.status, set(reply.pointers())) == (400, {pointer})


def test_an_answer_needs_the_version_that_was_read(person, officer):
    one = f"{ALL}/{person.send('POST', MINE, ASKED).json['id']}"
    reply = {"outcome": "done", "text": "Sudah kami kirim."}
    assert officer.send("POST", f"{one}/answer", reply).status == 428
    assert officer.send("POST", f"{one}/answer", reply, if_match='"9"').status == 412
    assert officer.send("POST", f"{one}/answer", reply, if_match='"1"').status == 200


@pytest.mark.parametrize("role", [Audience.SEEKER, Audience.EMPLOYER, Audience.MONITOR, Audience.ANALYST])
def test_others_do_not_see_that_there_are_any(caller, person, role):
    made = person.send("POST", MINE, ASKED).json["id"]
    other = caller.sign_in(role)
    for path in (ALL, f"{ALL}/{made}"):
        assert other.send("GET", path).status == 403
    assert other.send("POST", f"{ALL}/{made}/answer", {}, if_match='"1"').status == 403


def test_an_officer_elsewhere_finds_nothing(caller, person):
    made = person.send("POST", MINE, ASKED).json["id"]
    elsewhere = caller.sign_in(Audience.OFFICER, regions=("31",))
    assert elsewhere.send("GET", f"{ALL}/{made}").status == 404
    assert made not in elsewhere.send("GET", f"{ALL}?limit=100").text


def test_the_wordings_are_public_in_both_languages(caller):
    indonesian = caller.send("GET", "/v1/consents").json["items"]
    english = caller.send("GET", "/v1/consents", headers={"Accept-Language": "en"}).json["items"]
    assert [each["fingerprint"] for each in indonesian] == [each["fingerprint"] for each in english]
    assert all(one["text"] != other["text"] for one, other in zip(indonesian, english, strict=True))
    assert {each["purpose"] for each in indonesian} >= {"recommend_to_employers", "research"}


def test_the_schedule_measures_what_alarms_stand_on(platform, monkeypatch):
    measures = Measures()
    monkeypatch.setattr(routes, "measure", measures)
    monkeypatch.setattr("chalicelib.rights.watch", lambda: Clockwork(open=4, soon=2, overdue=1, oldest=270_000.5))
    routes.watch({**EVENT, "time": SYSTEM_CLOCK.now().isoformat()}, LambdaContext("watch_rights", 60))
    assert measures.taken == [
        ("RightsRequestsOpen", 4, "Count", {}),
        ("RightsRequestsDueSoon", 2, "Count", {}),
        ("RightsRequestsOverdue", 1, "Count", {}),
        ("RightsRequestAge", 270_000.5, "Seconds", {}),
    ]
