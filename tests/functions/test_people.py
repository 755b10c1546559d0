"""The way of a person through the interface, on the emulator."""

import pytest

from tests import samples
from tests.functions.people_fixtures import active, api, someone
from tests.platform_fixtures import platform

__all__ = ["active", "api", "platform", "someone"]
pytestmark = pytest.mark.emulator


def test_registers_proves_signs_in_and_describes_themselves(api, active):
    session = api("POST", "/v1/sessions", {"email": active.email.upper(), "password": samples.PASSWORD})
    assert session.status == 201
    me = api.as_bearer(session.body["access_token"])
    shown = me("GET", "/v1/people/me")
    assert shown.body["email"] == active.email
    assert shown.body["state"] == "active"
    assert shown.body["verified"] == ["email"]
    profile = {"headline": "Kasir", "region": "32.75", "wishes": {"regions": ["32.75", "31"]}}
    changed = me("PUT", "/v1/people/me/profile", profile, if_match=shown.headers["etag"])
    assert changed.status == 200, changed.text
    assert me("GET", "/v1/people/me").body["profile"]["wishes"]["regions"] == ["32.75", "31"]
