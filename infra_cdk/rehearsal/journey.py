"""Uses a deployed platform as its clients do: over HTTP, and by reading the messages that people get."""

import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import httpx
import msgspec

from infra_cdk.rehearsal.postings import parts
from infra_cdk.rehearsal.rehearsal import Rehearsal
from local.mailbox import Mailbox
from local.push.parts import Part
from local.push.sending import await_receipt, send
from security.signatures import Algorithm, SigningKey, generate_ed25519

PASSWORD = "Contoh-kata-sandi-panjang"  # noqa: S105 - of an invented person
ADDRESS = "pencari@contoh.invalid"
PARTNER = "Contoh Portal"
_PAUSE = 0.1
PATIENCE = 60.0
T = TypeVar("T")
Json = Any

PROFILE = {
    "headline": "Staf administrasi",
    "region": "31.74",
    "skills": ["sk_excel", "sk_administrasi", "sk_komunikasi"],
    "experiences": [{"title": "Staf admin", "occupation": "4110", "months": 24}],
    "educations": [{"level": "sma"}],
    "wishes": {"occupations": ["4110", "4311"], "regions": ["31", "36"], "pay_minimum": 4000000},
}


class JourneyError(AssertionError):
    """The platform did not do what its clients rely on; the message says what was asked and answered."""


def answered(response: httpx.Response, status: int = 200) -> Json:
    """Return the answer's JSON; raises `JourneyError` when it has another status."""
    if response.status_code != status:
        asked = f"{response.request.method} {response.request.url.path}"
        raise JourneyError(f"{asked} answered {response.status_code}, not {status}: {response.text[:2000]}")
    return response.json() if response.content else None


def eventually(ask: Callable[[], T | None], what: str, seconds: float = PATIENCE) -> T:
    """Ask until there is something to return; raises `JourneyError` naming ``what`` when there never is."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := ask():
            return found
        time.sleep(_PAUSE)
    raise JourneyError(f"{what}: not within {seconds:g} s")


class Person:
    """Somebody who looks for work; ``client`` speaks for them once they are registered."""

    def __init__(self, rehearsal: Rehearsal, client: httpx.Client, address: str = ADDRESS) -> None:
        """Use ``client`` for this person alone."""
        self.client, self.address = client, address
        self._mailbox, self._device = Mailbox(rehearsal.endpoint), ""

    def register(self) -> None:
        """Register, prove the address with the code that was sent there, and describe oneself."""
        consents = {"recommend_to_employers": 1, "contact_by_email": 1}
        wish = {"email": self.address, "password": PASSWORD, "name": "Contoh Pencari", "consents": consents}
        self._signed_in(answered(self.client.post("/v1/people", json=wish), 201)["session"])
        started = answered(self.client.post("/v1/people/me/verifications", json={"channel": "email"}), 201)
        code = eventually(self._code, "the code that proves an address")
        path = f"/v1/people/me/verifications/{started['id']}/confirm"
        confirmed = answered(self.client.post(path, json={"code": code}))
        if confirmed["state"] != "active":
            raise JourneyError(f"a confirmed person is {confirmed['state']}")

    def describe(self) -> None:
        """Fill in the profile."""
        version = self.client.get("/v1/people/me").headers["ETag"]
        answered(self.client.put("/v1/people/me/profile", json=PROFILE, headers={"If-Match": version}))

    def sign_in(self) -> None:
        """Get a session with the password, on the device that registered."""
        wish = {"email": self.address, "password": PASSWORD, "device_token": self._device}
        self._signed_in(answered(self.client.post("/v1/sessions", json=wish), 201))

    def recommendations(self) -> list[Json]:
        """Return what is recommended."""
        found: list[Json] = answered(self.client.get("/v1/people/me/recommendations"))["items"]
        return found

    def _code(self) -> str | None:
        return next((letter.code for letter in self._mailbox.letters(self.address) if letter.code), None)

    def _signed_in(self, session: Json) -> None:
        self._device = session.get("device_token", self._device)
        self.client.headers["Authorization"] = f"Bearer {session['access_token']}"


class Portal:
    """A partner with a key that the administrator registered."""

    def __init__(self, rehearsal: Rehearsal, client: httpx.Client, name: str = PARTNER) -> None:
        """Make a key and have it registered."""
        private, public = generate_ed25519()
        file = rehearsal.folder / f"{name}.pem"
        file.write_bytes(public)
        made = msgspec.json.decode(rehearsal.operate("add-partner", name, str(file)))
        self.key = SigningKey(key_id=made["key_id"], algorithm=Algorithm.ED25519, private=private)
        self._client, self.folder = client, rehearsal.folder

    def turn_to(self, client: httpx.Client) -> None:
        """Go on with another client, as when the name leads to another region."""
        self._client = client

    def send_once(self, part: Part) -> str:
        """Send one push and return its receipt's id."""
        return send(self._client, self.key, part, f"push-{part.digest}")

    def push(self, count: int, seed: int = 1, mark: str = "C-") -> dict[str, int]:
        """Push ``count`` invented vacancies and return how many had which outcome, once every one has its own."""
        return self.push_parts(parts(count, self.folder, seed, mark))

    def push_parts(self, pushes: Sequence[Part]) -> dict[str, int]:
        """Push what was cut into parts and wait for every receipt."""
        receipts = [self.send_once(part) for part in pushes]
        totals: dict[str, int] = {}
        for receipt in receipts:
            for outcome, number in await_receipt(self._client, self.key, receipt).counts.items():
                totals[outcome] = totals.get(outcome, 0) + number
        return totals
