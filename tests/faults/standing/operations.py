"""Each kind of operation: what it needs, how it is asked for, and how one sees that it was done, and once."""

import itertools
from collections.abc import Callable, Sequence
from uuid import uuid4

import httpx
import msgspec

from bench.faults.standing import FaultyPlatform
from infra_cdk.rehearsal.postings import postings
from security.signatures import SignedRequest, SigningKey, sign

PASSWORD = "Contoh-kata-sandi-panjang"
PROFILE = {"headline": "Staf administrasi", "region": "31.74"}
CONTENT = {
    "title": "Kasir Minimarket",
    "description": "Melayani pembayaran pelanggan, menghitung kas, dan menata barang di rak setiap hari.",
    "occupation": "5230",
    "region": "32.73",
    "pay_minimum": 5_500_000,
    "pay_maximum": 6_000_000,
    "hours": 40,
    "employment_type": "FULL_TIME",
    "contact_url": "https://karya-sentosa.example/lamar",
}
_numbers = itertools.count(1)


class Person(msgspec.Struct, frozen=True):
    """Somebody who is signed in."""

    id: str
    token: str
    email: str


class Ready(msgspec.Struct, frozen=True, kw_only=True):
    """An operation that is prepared: ``ask`` may be repeated, ``times`` counts how often it was done."""

    ask: Callable[[], httpx.Response]
    times: Callable[[], int]


class World:
    """Prepares operations while nothing fails."""

    def __init__(
        self, platform: FaultyPlatform, key: SigningKey, vacancies: Sequence[str], client: httpx.Client
    ) -> None:
        self.platform, self._key, self._vacancies = platform, key, itertools.cycle(vacancies)
        self.client = client
        self.employer_side = self.employer()

    def send(self, method: str, path: str, body: object = None, token: str = "", **headers: str) -> httpx.Response:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if token:
            sent["Authorization"] = f"Bearer {token}"
        return self.client.request(method, path, json=body, headers=sent)

    def good(self, *asked: object, **headers: str) -> dict:
        answer = self.send(*asked, **headers)
        assert answer.is_success, f"{asked}: {answer.status_code} {answer.text}"
        return answer.json()

    def registration(self) -> dict:
        return {"email": f"orang-{next(_numbers)}@contoh.invalid", "password": PASSWORD, "name": "Contoh Orang"}

    def newcomer(self) -> Person:
        wish = self.registration()
        made = self.good("POST", "/v1/people", wish)
        return Person(made["person"]["id"], made["session"]["access_token"], wish["email"])

    def person(self) -> Person:
        """Somebody who proved an address."""
        made = self.newcomer()
        self.confirmed(made, self.started(made))
        return made

    def started(self, person: Person) -> str:
        return self.good("POST", "/v1/people/me/verifications", {"channel": "email"}, person.token)["id"]

    def confirmed(self, person: Person, verification: str) -> None:
        self.good("POST", *self.confirmation(verification), person.token)

    def confirmation(self, verification: str) -> tuple[str, dict]:
        from chalicelib.people.codes import code_of

        return f"/v1/people/me/verifications/{verification}/confirm", {"code": code_of(verification)}

    def employer(self) -> tuple[Person, str]:
        person = self.person()
        details = {"name": f"PT Rekaan {next(_numbers)}", "region": "32.73", "industry": "Perdagangan"}
        return person, self.good("POST", "/v1/employers", details, person.token)["id"]

    def draft_of(self) -> tuple[Person, str]:
        person, employer = self.employer_side
        body = CONTENT | {"employer_id": employer, "title": f"Kasir {next(_numbers)}"}
        return person, self.good("POST", "/v1/vacancies", body, person.token)["id"]

    def keyed(self, method: str, path: str, body: object, token: str, times: Callable[[], int]) -> Ready:
        once = str(uuid4())
        return Ready(ask=lambda: self.send(method, path, body, token, Idempotency_Key=once), times=times)

    def register(self) -> Ready:
        from chalicelib.people.store import stored

        before = {person.id for person, _ in stored()}
        return self.keyed(
            "POST", "/v1/people", self.registration(), "", lambda: len({each.id for each, _ in stored()} - before)
        )

    def verify(self) -> Ready:
        person = self.newcomer()
        path, body = "/v1/people/me/verifications", {"channel": "email"}
        return self.keyed("POST", path, body, person.token, lambda: len(_events("verification_code", person.id)))

    def confirm(self) -> Ready:
        person = self.newcomer()
        path, body = self.confirmation(self.started(person))
        return self.keyed("POST", path, body, person.token, lambda: len(_events("welcome", person.id)))

    def profile(self) -> Ready:
        person = self.person()
        tag = self.send("GET", "/v1/people/me", None, person.token).headers["ETag"]
        before = int(tag.strip('"'))

        def ask() -> httpx.Response:
            answer = self.send("PUT", "/v1/people/me/profile", PROFILE, person.token, If_Match=tag)
            return self.send("GET", "/v1/people/me", None, person.token) if answer.status_code == 412 else answer

        return Ready(ask=ask, times=lambda: _version_of(person.id) - before)

    def apply(self) -> Ready:
        from chalicelib import applications

        person, vacancy = self.person(), next(self._vacancies)
        return self.keyed(
            "POST",
            f"/v1/vacancies/{vacancy}/applications",
            {"message": "Saya berminat."},
            person.token,
            lambda: len(applications.of_person(person.id, 10, None).items),
        )

    def draft(self) -> Ready:
        from chalicelib import vacancies

        person, employer = self.employer_side
        title = f"Juru masak {next(_numbers)}"
        body = CONTENT | {"employer_id": employer, "title": title}
        return self.keyed(
            "POST",
            "/v1/vacancies",
            body,
            person.token,
            lambda: sum(vacancy.content.title == title for vacancy, _ in vacancies.stored()),
        )

    def submit(self) -> Ready:
        person, vacancy = self.draft_of()
        return self.keyed(
            "POST", f"/v1/vacancies/{vacancy}/submit", None, person.token, lambda: _steps(vacancy, "submitted")
        )

    def withdraw(self) -> Ready:
        person, vacancy = self.draft_of()
        path = f"/v1/vacancies/{vacancy}/withdraw"
        return self.keyed("POST", path, {}, person.token, lambda: _steps(vacancy, "withdrawn"))

    def push(self) -> Ready:
        from chalicelib.partners.table import ReceiptItem

        seed = next(_numbers)
        lines = [each | {"identifier": f"P-{seed}"} for each in postings(1, seed)]
        body, once = msgspec.json.Encoder().encode_lines(lines), str(uuid4())
        url = f"{self.platform.front.url}/v1/partner/vacancies"

        def ask() -> httpx.Response:
            headers = {"Content-Type": "application/x-ndjson"}
            signed = sign(SignedRequest(method="POST", url=url, headers=headers, body=body), self._key)
            return self.client.post(url, content=body, headers={**headers, **signed, "Idempotency-Key": once})

        before = ReceiptItem.count()
        return Ready(ask=ask, times=lambda: ReceiptItem.count() - before)

    def announce(self) -> Ready:
        from chalicelib.documents import store

        person = self.person()
        body = {"kind": "cv", "file_name": "cv.pdf", "media_type": "application/pdf", "size": 1000}
        return self.keyed("POST", "/v1/people/me/documents", body, person.token, lambda: len(store.listed(person.id)))

    def complete(self) -> Ready:
        person = self.person()
        body = {"kind": "cv", "file_name": "cv.pdf", "media_type": "application/pdf", "size": 1000}
        document = self.good("POST", "/v1/people/me/documents", body, person.token)["document"]["id"]
        path = f"/v1/people/me/documents/{document}/complete"
        return Ready(ask=lambda: self.send("POST", path, None, person.token), times=lambda: 1)

    def save_search(self) -> Ready:
        from chalicelib.alerts import table

        person = self.person()
        body = {"parameters": {"q": "kasir"}}
        return self.keyed(
            "POST", "/v1/people/me/saved-searches", body, person.token, lambda: len(list(table.searches_of(person.id)))
        )

    def found_employer(self) -> Ready:
        from chalicelib import employers
        from security.principal import Principal

        person = self.person()
        body = {"name": f"PT Rekaan {next(_numbers)}", "region": "32.73", "industry": "Perdagangan"}
        return self.keyed(
            "POST", "/v1/employers", body, person.token, lambda: len(employers.employers_of(Principal(id=person.id)))
        )

    def decide(self) -> Ready:
        from local.development.accounts import account
        from security.principal import Audience

        officer = account(self.platform.folder, Audience.OFFICER, ("32",)).token
        person, employer = self.employer()
        body = CONTENT | {"employer_id": employer, "title": f"Kasir {next(_numbers)}"}
        vacancy = self.good("POST", "/v1/vacancies", body, person.token)["id"]
        state = self.good("POST", f"/v1/vacancies/{vacancy}/submit", None, person.token)["state"]
        assert state in {"checked", "held"}, state
        self.good("POST", f"/v1/reviews/{vacancy}/lease", None, officer)
        ruling = {"decision": "reject", "code": "incomplete", "reason": "Kurang lengkap."}
        path = f"/v1/reviews/{vacancy}/decision"
        return self.keyed("POST", path, ruling, officer, lambda: len(_events("vacancy_decided", vacancy)))

    def search(self) -> Ready:
        return Ready(ask=lambda: self.send("GET", "/v1/vacancies?q=kasir"), times=lambda: 1)

    def feed(self) -> Ready:
        return Ready(ask=lambda: self.send("GET", "/v1/feed/snapshot?limit=5"), times=lambda: 1)

    def receipts(self) -> Ready:
        person = self.person()
        return Ready(ask=lambda: self.send("GET", "/v1/people/me/applications", None, person.token), times=lambda: 1)


OPERATIONS = (
    *("register", "verify", "confirm", "profile", "apply", "draft", "submit", "withdraw", "push", "announce"),
    *("complete", "save_search", "found_employer", "decide", "search", "feed", "receipts"),
)


def _events(topic: str, subject: str) -> list[str]:
    from chalicelib.outbox import OutboxItem

    found = OutboxItem.scan(consistent_read=True)
    return [item.pk for item in found if (item.event.topic, item.event.subject) == (topic, subject)]


def _version_of(person: str) -> int:
    from chalicelib.people import store

    return store.get(person)[1]


def _steps(vacancy: str, state: str) -> int:
    from chalicelib import vacancies

    return sum(step.state.value == state for step in vacancies.get(vacancy).history)
