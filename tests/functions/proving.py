"""People who sign in with whatever proofs a test names, on the emulator."""

from typing import Any

import msgspec
import pytest

from chalicelib import settings
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.identifiers import new_identifier
from chalicelib.people import codes, devices, office_codes, registration, store, verification
from chalicelib.people.verification_model import Channel
from security.principal import Audience, Principal
from tests import samples
from tests.functions.api import Api, Reply
from tests.people.factors import code_now, enrolled

REGION = "32.73"
OFFICER = Principal(id=new_identifier("per"), roles=frozenset({Audience.OFFICER}), regions=("32",))


class Prover(msgspec.Struct, kw_only=True):
    """Somebody, what they could prove who they are with, and the client of everybody."""

    id: str
    email: str
    phone: str
    api: Api
    password: str = samples.PASSWORD
    device: str = ""
    secret: str = ""

    def code(self, channel: str = "email") -> dict[str, str]:
        """A code that is sent to sign in with."""
        contact = self.email if channel == "email" else self.phone
        reply = self.api("POST", "/v1/sessions/codes", {channel: contact})
        assert reply.status == 202, reply.text
        return {"code_id": reply.body["code_id"], "code": codes.code_of(reply.body["code_id"])}

    def proof(self, sign: str) -> dict[str, Any]:
        """What is sent for a sign: Password, Code, Other code, Device, Factor, code from an ofRice."""
        if sign == "P":
            return {"email": self.email, "password": self.password}
        if sign == "C":
            return self.code()
        if sign == "O":
            return {f"other_{name}": value for name, value in self.code("phone").items()}
        if sign == "D":
            return {"device_token": self.device}
        if sign == "F":
            return {"second_factor": code_now(self.secret)}
        assert sign == "R", sign
        return {"recovery_code": office_codes.hand_out(OFFICER, self.id).code}

    def enters(self, signs: str, **more: Any) -> Reply:
        """Sign in with the proofs of ``signs``."""
        body: dict[str, Any] = {}
        for sign in signs:
            body |= self.proof(sign)
        return self.api("POST", "/v1/sessions", {**body, **more})


def prover(kind: str) -> Prover:
    """Somebody new: ``usual``, ``two contacts``, ``no password``, ``no contact`` that is proven, ``authenticator``."""
    email, phone = samples.email(), samples.phone()
    asked = registration.Registration(password=samples.PASSWORD, email=email, phone=phone)
    entry = registration.BY_THEMSELVES
    if kind == "no password":
        asked, entry = msgspec.structs.replace(asked, password=""), registration.Entry(by=OFFICER.id, region=REGION)
    person_id = registration.enter(asked, entry, None, SYSTEM_CLOCK)
    proven = {"no contact": (), "two contacts": tuple(Channel)}.get(kind, (Channel.EMAIL,))
    for channel in proven:
        started = verification.start(person_id, channel)
        verification.confirm(person_id, started.id, codes.code_of(started.id))
    lives_in(person_id, REGION)
    found = Prover(id=person_id, email=email, phone=phone, api=Api())
    found.device = devices.remember(person_id, "Android, Chrome")
    if kind == "authenticator":
        found.secret = enrolled(person_id)
    return found


def lives_in(person_id: str, region: str | None) -> None:
    """Let somebody live in a region."""
    person, version = store.get(person_id)
    profile = msgspec.structs.replace(person.profile, region=region)
    store.replace(msgspec.structs.replace(person, profile=profile), version)


@pytest.fixture
def required(platform: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a deployment."""
    monkeypatch.setenv("PADAN_SECOND_PROOF", "required")
    settings.forget()


def outcome(reply: Reply) -> str:
    """In a word what came of it: ``in``, ``half`` in, or status, place and code of a refusal."""
    if reply.status == 201:
        return "half" if reply.body.get("limited") else "in"
    ((pointer, code),) = reply.pointers.items() if reply.status == 401 else [("", "")]
    return f"{reply.status} {pointer} {code}".strip()
