"""What an employer and its office are told of the trust in it."""

import pytest

from chalicelib import sources
from chalicelib.vacancies.model import Source
from security.principal import Audience
from tests.functions.posting_samples import employer_of
from tests.sources.samples import HELD, PUBLISHED, after, lived
from tests.store_fixtures import Caller

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("store")]


def test_members_and_their_office_see_the_score_and_nobody_else(caller: Caller):
    owner = caller.sign_in(Audience.SEEKER)
    employer = employer_of(owner)
    place = f"/v1/employers/{employer}/quality"
    unknown = owner.send("GET", place)
    assert (unknown.status, unknown.json["offered"]) == (200, 0)
    made = [after(lived(state), source=Source(), employer_id=employer) for state in (PUBLISHED, PUBLISHED, HELD)]
    sources.follow([(None, each) for each in made])
    told = owner.send("GET", place).json
    assert (told["offered"], told["counts"]["accepted"], told["counts"]["held"]) == (3, 2, 1)
    assert 0 < told["score"] < 1
    assert told["score"] != unknown.json["score"]
    held = next(part for part in told["parts"] if part["code"] == "held")
    assert (held["bad"], held["of"]) == (1, 3)
    assert held["explanation"]["id"] != held["explanation"]["en"]
    assert caller.sign_in(Audience.OFFICER, regions=("32",)).send("GET", place).json == told
    assert caller.sign_in(Audience.OFFICER, regions=("51",)).send("GET", place).status == 403
    assert caller.sign_in(Audience.EMPLOYER).send("GET", place).status in (403, 404)
    assert caller.send("GET", place).status == 401
    assert owner.send("GET", f"{place}?x=1").status == 400
    assert owner.send("GET", "/v1/employers/emp_" + "0" * 26 + "/quality").status == 404
