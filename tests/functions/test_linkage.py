"""From an employer's words to the register's: the event, the schedule, and what both sides see."""

import pytest

from chalicelib.linkage import table
from chalicelib.linkage.model import Standing
from chalicelib.outbox import OutboxItem
from functions.linkage import ask_registers
from local.http.context import LambdaContext
from security.principal import Audience
from tests.functions.events import stream_event
from tests.functions.linkage_fixtures import answering, resolve
from tests.functions.posting_samples import drafted, employer_of, published

pytestmark = pytest.mark.emulator


@pytest.fixture
def sandboxes(monkeypatch, store):
    """Registers that answer, in the settings of this process."""
    yield from answering(monkeypatch)


@pytest.fixture
def owner(caller):
    return caller.sign_in(Audience.SEEKER)


def followed(subject, topic=None):
    """Deliver the outbox's events about ``subject``, as its stream would."""
    found = [item for item in OutboxItem.scan(consistent_read=True) if item.event.subject == subject]
    wanted = [item for item in found if topic in (None, item.event.topic)]
    event = stream_event("outbox", [(None, item.to_dynamodb_dict()) for item in wanted])
    assert ask_registers(event, LambdaContext("ask_registers", 60)) == {"batchItemFailures": []}
    return len(wanted)


def standing(employer):
    item = table.load(employer, "company#business")
    return item and item.confirmation.state


def test_an_employer_that_states_its_number_is_looked_up(owner, sandboxes):
    employer = employer_of(owner, nib="9120101010001")
    assert followed(employer) == 1
    assert standing(employer) is Standing.PENDING
    assert not sandboxes.asked, "the stream's consumer asks nobody"
    resolve()
    assert standing(employer) is Standing.CONFIRMED


def test_events_that_come_again_change_nothing(owner, sandboxes):
    employer = employer_of(owner, nib="9120101020001")
    followed(employer)
    resolve()
    followed(employer)
    resolve()
    assert standing(employer) is Standing.CONFIRMED
    assert sandboxes.asked == {"/company/businesses": 1}


def test_without_a_number_nobody_is_asked(owner, sandboxes):
    assert followed(employer_of(owner)) == 0


def test_a_number_that_is_taken_back_is_not_asked_about(owner, sandboxes):
    employer = employer_of(owner, nib="9120101030001")
    followed(employer)
    reply = owner.send("PATCH", f"/v1/employers/{employer}", {"nib": None}, if_match='"1"')
    assert reply.status == 200
    resolve()
    assert standing(employer) is None
    assert not sandboxes.asked


def test_a_changed_region_is_no_new_question(owner, sandboxes):
    employer = employer_of(owner, nib="9120101040001")
    owner.send("PATCH", f"/v1/employers/{employer}", {"region": "32.73"}, if_match='"1"')
    assert followed(employer) == 1
    owner.send("PATCH", f"/v1/employers/{employer}", {"name": "Karya Baru"}, if_match='"2"')
    assert followed(employer) == 2


def test_members_and_officers_of_the_region_see_what_the_register_says(caller, owner, sandboxes):
    employer = employer_of(owner, nib="9120101059002", region="32.73")
    followed(employer)
    resolve()
    place = f"/v1/confirmations?employer={employer}"
    near, far = (caller.sign_in(Audience.OFFICER, regions=(code,)) for code in ("32", "31"))
    for reader in (owner, near, caller.sign_in(Audience.ADMIN)):
        (found,) = reader.send("GET", place).json["items"]
        assert (found["port"], found["state"], found["differences"]) == ("company", "contradicted", ["name"])
        assert found["evidence"].startswith("SB-")
        assert "nama berbeda" in found["text"]
    for stranger in (far, caller.sign_in(Audience.SEEKER)):
        assert stranger.send("GET", place).status == 403
    assert caller.send("GET", place).status == 401
    assert owner.send("GET", "/v1/confirmations?employer=emp_nobody").status == 404
    assert owner.send("GET", "/v1/confirmations").json == {"items": []}
    assert owner.send("GET", "/v1/confirmations?employee=1").pointers() == {"employee": "unknown_field"}
    inside, outside = (who.send("GET", f"/v1/employers/{employer}").json for who in (near, far))
    assert inside["register"]["differences"] == ["name"]
    assert "register" not in outside


def test_an_officer_sees_the_proposal_and_decides(caller, owner, sandboxes):
    employer = employer_of(owner, nib="9120101060001", region="32.73")
    followed(employer)
    resolve()
    officer = caller.sign_in(Audience.OFFICER, regions=("32",))
    seen = officer.send("GET", f"/v1/employers/{employer}").json
    assert (seen["proposed"], seen["verification"], seen["register"]["state"]) == (True, "unverified", "confirmed")
    reply = officer.send("POST", f"/v1/employers/{employer}/verification", {"verification": "verified"})
    assert (reply.json["verification"], "proposed" in reply.json) == ("verified", False)
    assert reply.json["register"]["weighed"]


def test_a_pending_question_says_what_it_waits_for(caller, owner, sandboxes):
    employer = employer_of(owner, nib="9120101079032")
    followed(employer)
    resolve()
    (found,) = owner.send("GET", f"/v1/confirmations?employer={employer}", accept_language="en").json["items"]
    assert (found["state"], found["last_failure"]) == ("pending", "server_error")
    assert found["text"] == "Waiting for the company register."
    assert found["next_try_at"]


def test_members_see_which_of_their_statements_are_confirmed_and_others_do_not(caller, owner, sandboxes):
    employer = employer_of(owner, nib="9120101070001")
    place = f"/v1/employers/{employer}"
    assert "confirmed" not in owner.send("GET", place).json
    followed(employer)
    resolve()
    assert owner.send("GET", place).json["confirmed"] == ["name", "nib"]
    assert "confirmed" not in caller.send("GET", place).json
    (mine,) = owner.send("GET", "/v1/employers").json["items"]
    assert mine["confirmed"] == ["name", "nib"]


@pytest.mark.parametrize("ending", ["9001", "9002", "9003"])
def test_what_the_register_does_not_confirm_is_none_of_them(owner, sandboxes, ending):
    employer = employer_of(owner, nib=f"912010108{ending}")
    followed(employer)
    resolve()
    seen = owner.send("GET", f"/v1/employers/{employer}").json
    assert seen["register"]["state"] in ("unknown", "contradicted")
    assert "confirmed" not in seen


def test_a_contradiction_is_a_finding_on_what_is_published_and_on_what_comes_until_an_officer_has_weighed_it(
    caller, owner, sandboxes
):
    employer = employer_of(owner, verified=True, nib="9120101099003")
    place = published(owner, employer)
    followed(employer, "employer_stated")
    resolve()
    assert followed(employer, "employer_contradicted") == 1
    seen = owner.send("GET", place, accept_language="en").json["inside"]
    assert seen["state"] == "held"
    (finding,) = [each for each in seen["findings"] if each["code"] == "register_not_active"]
    assert (finding["severity"], finding["pointer"]) == ("hold", "/employer_id")
    assert "frozen or revoked" in finding["message"]
    assert caller.send("GET", place).status == 404
    following = drafted(owner, employer, title="Kasir Kedua")
    assert owner.send("POST", f"{following}/submit").json["state"] == "held"
    officer = caller.sign_in(Audience.OFFICER, regions=("32",))
    officer.send("POST", f"/v1/employers/{employer}/verification", {"verification": "verified"})
    third = drafted(owner, employer, title="Kasir Ketiga")
    assert owner.send("POST", f"{third}/submit").json["state"] == "published"


def test_a_contradiction_that_is_told_twice_holds_once(caller, owner, sandboxes):
    employer = employer_of(owner, verified=True, nib="9120101109002")
    place = published(owner, employer)
    followed(employer, "employer_stated")
    resolve()
    for _ in range(2):
        followed(employer, "employer_contradicted")
    steps = [entry.get("reason") for entry in owner.send("GET", place).json["inside"]["history"]]
    assert steps.count("register_contradicts") == 1
    assert steps[-1] == "register_name_differs"


def test_a_register_that_agrees_holds_nothing(owner, sandboxes):
    employer = employer_of(owner, verified=True, nib="9120101110001")
    place = published(owner, employer)
    followed(employer)
    resolve()
    assert followed(employer, "employer_contradicted") == 0
    assert owner.send("GET", place).json["state"] == "published"
