"""What people, employers and partners do, and what they were told that they did."""

import threading
from collections.abc import Iterator, Sequence
from itertools import count

import msgspec

from bench.faults.asking import Asking, Refused, good
from infra_cdk.rehearsal.postings import posting
from local.seed.vacancies import sample_vacancies
from security.signatures import SigningKey

PASSWORD = "Contoh-kata-sandi-panjang"  # noqa: S105 - of invented people
SEARCHES = ("kasir", "sopir", "perawat", "admin", "guru", "koki", "penjahit", "satpam", "montir", "barista")
_DRAFT = {
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
_PROFILE = {
    "headline": "Staf administrasi",
    "region": "31.74",
    "skills": ["sk_excel"],
    "experiences": [{"title": "Staf admin", "occupation": "4110", "months": 24}],
    "educations": [{"level": "sma"}],
    "wishes": {"occupations": ["4110"], "regions": ["31"]},
}
_DOCUMENTS, _APPLICATIONS = 4, 6
_TOLD_OF_ALL = 20
"""One person in so many is told of every vacancy of a kind: all of them would be more letters than a machine sends."""
_DOCUMENT = {"kind": "cv", "file_name": "cv.pdf", "media_type": "application/pdf", "size": 1000}


class Told(msgspec.Struct):
    """Identifiers of everything that an answer said is done."""

    people: dict[str, str] = {}
    """By identifier: the e-mail address."""
    verified: set[str] = set()
    verifications: set[str] = set()
    searches: set[str] = set()
    documents: set[str] = set()
    applications: dict[str, str] = {}
    """By identifier: the vacancy."""
    withdrawn: set[str] = set()
    employers: set[str] = set()
    drafts: set[str] = set()
    submitted: set[str] = set()
    receipts: dict[str, int] = {}
    """By identifier: how many items."""
    pushed: set[str] = set()
    """The partner's identifiers."""


class Market:
    """Takes journeys of a kind one after the other, from any thread."""

    def __init__(self, key: SigningKey, open_vacancies: Sequence[str], seed: int) -> None:
        """People apply to ``open_vacancies``; the partner signs with ``key``."""
        self.told = Told()
        self._key, self._open, self._seed = key, open_vacancies, seed
        self._numbers = count(1)
        self._lock = threading.Lock()

    def person(self, asking: Asking) -> None:
        """Register, prove an address, describe oneself, save searches, announce a document, apply, think again."""
        _, token = self._active(asking)
        self._described(asking, token)
        number = next(self._numbers)
        for words in SEARCHES:
            search = {"parameters": {"q": words if number % _TOLD_OF_ALL == 0 else f"{words} {number}x"}}
            self._note("searches", good(asking.do("POST", "/v1/people/me/saved-searches", search, token=token))["id"])
        for _ in range(_DOCUMENTS):
            found = good(asking.do("POST", "/v1/people/me/documents", _DOCUMENT, token=token))
            self._note("documents", found["document"]["id"])
        number = next(self._numbers)
        for step in range(_APPLICATIONS):
            vacancy = self._open[(number + step) % len(self._open)]
            sent = asking.do("POST", f"/v1/vacancies/{vacancy}/applications", {"message": "Saya."}, token=token)
            made = good(sent)["id"]
            with self._lock:
                self.told.applications[made] = vacancy
        self._withdrawn(asking, token, made)

    def employer(self, asking: Asking) -> None:
        """Register with an employer, draft two vacancies and hand them in."""
        _, token = self._active(asking)
        number = next(self._numbers)
        wish = {"name": f"PT Rekaan {self._seed} {number}", "region": "32.73", "industry": "Perdagangan"}
        employer = good(asking.do("POST", "/v1/employers", wish, token=token))["id"]
        self._note("employers", employer)
        for place in range(2):
            body = _DRAFT | {"employer_id": employer, "title": f"Kasir {number}-{place}"}
            draft = good(asking.do("POST", "/v1/vacancies", body, token=token))["id"]
            self._note("drafts", draft)
            state = good(asking.do("POST", f"/v1/vacancies/{draft}/submit", token=token))["state"]
            if state == "draft":
                raise Refused(f"{draft} is a draft after it was handed in")
            self._note("submitted", draft)

    def portal(self, asking: Asking) -> None:
        """Push two vacancies."""
        number = next(self._numbers)
        lines = [{**each, "identifier": f"F-{number}-{each['identifier']}"} for each in _postings(2, number)]
        body = msgspec.json.Encoder().encode_lines(lines)
        receipt = good(asking.push(self._key, body))
        with self._lock:
            self.told.receipts[receipt["id"]] = len(lines)
            self.told.pushed |= {str(line["identifier"]) for line in lines}

    def _active(self, asking: Asking) -> tuple[str, str]:
        from chalicelib.people.codes import code_of

        number = next(self._numbers)
        email = f"orang-{self._seed}-{number}@contoh.invalid"
        registration = {"email": email, "password": PASSWORD, "name": "Contoh Pencari"}
        made = good(asking.do("POST", "/v1/people", registration))
        person = made["person"]["id"]
        with self._lock:
            self.told.people[person] = email
        session = made["session"] or good(asking.do("POST", "/v1/sessions", {"email": email, "password": PASSWORD}))
        token = session["access_token"]
        started = good(asking.do("POST", "/v1/people/me/verifications", {"channel": "email"}, token=token))["id"]
        self._note("verifications", started)
        path = f"/v1/people/me/verifications/{started}/confirm"
        if good(asking.do("POST", path, {"code": code_of(started)}, token=token))["state"] != "active":
            raise Refused(f"{person} is not active after a proof")
        self._note("verified", person)
        return person, token

    def _described(self, asking: Asking, token: str) -> None:
        """Without a key: who is told that the data changed looks whether that was their own change."""
        tag = asking.do("GET", "/v1/people/me", token=token).headers["ETag"]
        answer = asking.do("PUT", "/v1/people/me/profile", _PROFILE, token=token, If_Match=tag)
        if answer.status_code != 412 or asking.tries == 1:
            good(answer)
        if good(asking.do("GET", "/v1/people/me", token=token))["profile"]["headline"] != _PROFILE["headline"]:
            raise Refused("a profile is not what was written")

    def _withdrawn(self, asking: Asking, token: str, application: str) -> None:
        path = f"/v1/applications/{application}"
        tag = asking.do("GET", path, token=token).headers["ETag"]
        answer = asking.do("PATCH", path, {"state": "withdrawn"}, token=token, If_Match=tag)
        if answer.status_code == 412 and asking.tries > 1:
            answer = asking.do("GET", path, token=token)
        if good(answer)["state"] != "withdrawn":
            raise Refused(f"{application} is not withdrawn")
        self._note("withdrawn", application)

    def _note(self, kind: str, identifier: str) -> None:
        with self._lock:
            getattr(self.told, kind).add(identifier)


def _postings(number: int, seed: int) -> Iterator[dict[str, object]]:
    from chalicelib.clock import SYSTEM_CLOCK

    today = SYSTEM_CLOCK.now().date()
    return (posting(sample, today) for sample in sample_vacancies(number, seed))
