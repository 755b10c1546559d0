"""One life on the platform, from registration to erasure, with values that are known and must be found nowhere else."""

import contextlib
import json
from collections.abc import Callable
from typing import Any

import httpx
import msgspec

from chalicelib import breaches, employers
from chalicelib.employers.model import Verification
from chalicelib.errors import InvalidInput
from chalicelib.partners import add_key, add_partner
from chalicelib.people.codes import code_of
from local.development.accounts import account
from local.platform import Platform
from security.consent import CURRENT
from security.principal import Audience, Principal
from security.signatures import Algorithm, SignedRequest, SigningKey, generate_ed25519, sign
from tests.documents import files
from tests.functions.posting_samples import CONTENT
from tests.partners.conftest import ndjson, posting
from tests.uploads.making import delimited
from tests.uploads.test_routes import DUTIES, HEADINGS, row

PASSWORD = "kuda-laut-biru-12"
_OFFICER = Principal(id="per_" + "0" * 25 + "1", roles=frozenset({Audience.OFFICER}), regions=("31",))
PROFILE = {
    "headline": "Kasir berpengalaman",
    "region": "32.73",
    "skills": ["sk_excel"],
    "experiences": [{"title": "Kasir", "occupation": "5230", "months": 24}],
    "wishes": {"occupations": ["5230"], "regions": ["32.73"]},
}


_INCIDENT = """
reference = "kebocoran-{number}"
discovered = 2026-03-02T08:00:00+07:00
began = 2026-03-01T20:00:00+07:00
kinds = ["phone", "name"]
contact = "{contact}"
{texts}
[concerned]
people = ["{person}"]
"""


class Values(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one invented person."""

    nik: str
    phone: str
    email: str
    name: str
    address: str

    def named(self) -> dict[str, str]:
        """All of it, by what it is."""
        return {name: getattr(self, name) for name in self.__struct_fields__}

    @property
    def spelt_phone(self) -> str:
        """The number as people write it."""
        national = f"0{self.phone.removeprefix('+62')}"
        return f"{national[:4]}-{national[4:8]}-{national[8:]}"

    @property
    def sentence(self) -> str:
        """All of it in running text."""
        return (
            f"Saya {self.name}, NIK {self.nik}, tinggal di {self.address}. "
            f"Hubungi {self.spelt_phone} atau {self.phone}, surel {self.email.upper()}."
        )


class Life:
    """What one person does, and what others do about them. ``told`` are the answers to others than the person."""

    def __init__(self, platform: Platform, values: Values, number: int) -> None:
        self.platform, self.values, self.number = platform, values, number
        self.told: list[tuple[str, str]] = []
        self.own = httpx.Client(base_url=platform.url, timeout=60)
        self.other = httpx.Client(base_url=platform.url, timeout=60)
        self.id = ""
        self.recruiter = _another("perekrut", 1, number)
        """Somebody whom a partner names in the text of a vacancy, for everybody to read."""
        self.clerk = _another("penyelia", 2, number)
        """Somebody whom an employer names in a cell of a file, where the text of a vacancy stands."""
        self.stray = _another("tersasar", 3, number)
        """Somebody whom the same file names in cells that are refused, or that nobody asks for."""
        self.victim = _another("korban", 4, number)
        """Somebody whom the record of a breach names in its texts."""

    def __enter__(self) -> "Life":
        return self

    def __exit__(self, *_raised: object) -> None:
        self.own.close()
        self.other.close()

    def everything(self, fault: Callable[["Life"], Any]) -> None:
        """Live it; ``fault`` makes the platform fail in the midst of it."""
        self.register()
        place = self.vacancy()
        self.describe()
        self.upload()
        self.apply(place)
        self.search(place)
        self.report(place)
        self.ask_for_rights()
        self.push()
        self.upload_file()
        self.breach()
        self.confirm_identity()
        self.err()
        fault(self)
        assert self.values.email in self.say("GET", "/v1/people/me/export").text
        self.platform.drain()
        self.say("DELETE", "/v1/people/me", status=204)
        self.platform.drain()

    def say(
        self, method: str, path: str, body: Any = None, status: int | None = None, **headers: str
    ) -> httpx.Response:
        """The person asks for something."""
        return _asked(self.own, method, path, body, status, headers)

    def another(self, method: str, path: str, body: Any = None, status: int | None = None, token: str = "") -> Any:
        """Somebody else asks; what they are answered is kept."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        reply = _asked(self.other, method, path, body, status, headers)
        self.told.append((f"{method} {path.partition('?')[0]} {reply.status_code}", reply.text))
        return reply

    def register(self) -> None:
        given = self.values
        body = {"email": given.email, "phone": given.phone, "nik": given.nik, "name": given.name, "password": PASSWORD}
        consents = {kind.value: version for kind, version in CURRENT.items()}
        made = self.say("POST", "/v1/people", {**body, "consents": consents}, 201).json()
        self.id = made["person"]["id"]
        self.own.headers["Authorization"] = f"Bearer {made['session']['access_token']}"
        # The same once more is refused, and does not say of whom.
        self.another("POST", "/v1/people", body, 409)
        for channel in ("email", "phone"):
            started = self.say("POST", "/v1/people/me/verifications", {"channel": channel}, 201).json()
            self.say("POST", f"/v1/people/me/verifications/{started['id']}/confirm", {"code": "000000"})
            code = {"code": code_of(started["id"])}
            self.say("POST", f"/v1/people/me/verifications/{started['id']}/confirm", code, 200)
        self.another("POST", "/v1/sessions", {"email": given.email, "password": "salah-sama-sekali"}, 401)
        self.another("POST", "/v1/sessions/codes", {"phone": given.spelt_phone}, 202)

    def vacancy(self) -> str:
        folder = self.platform.folder
        made = account(folder, Audience.EMPLOYER, name=f"pemilik{self.number}")
        self.owner, self.employer = made.token, str(made.employer_id)
        employers.verify(_OFFICER, self.employer, Verification.VERIFIED)
        pay = {"pay_minimum": 7_500_000, "pay_maximum": 8_000_000}
        draft = {**CONTENT, **pay, "region": "31.71", "employer_id": self.employer, "title": f"Kasir {self.number}"}
        place = f"/v1/vacancies/{self.another('POST', '/v1/vacancies', draft, 201, self.owner).json()['id']}"
        submitted = self.another("POST", f"{place}/submit", {}, 200, self.owner).json()
        assert submitted["state"] == "published", submitted
        self.platform.drain()
        return place

    def describe(self) -> None:
        version = self.say("GET", "/v1/people/me").headers["ETag"]
        telling = {**PROFILE, "headline": self.values.sentence[:200]}
        refused = self.say("PUT", "/v1/people/me/profile", telling, 400, **{"If-Match": version}).json()
        assert {each["pointer"] for each in refused["errors"]} == {"/headline"}, refused
        self.say("PUT", "/v1/people/me/profile", PROFILE, 200, **{"If-Match": version})
        self.change({"name": self.values.name, "phone": self.values.spelt_phone}, 200)

    def change(self, wanted: dict[str, str], status: int) -> None:
        version = self.say("GET", "/v1/people/me").headers["ETag"]
        self.say("PATCH", "/v1/people/me", wanted, status, **{"If-Match": version})

    def upload(self) -> None:
        content = files.pdf("Kasir, PT Contoh, 2019 - 2023", *self.values.sentence.split(". "))
        named = f"riwayat {self.values.spelt_phone} {self.values.nik} {self.values.email}.pdf"
        wanted = {"kind": "cv", "file_name": named, "media_type": "application/pdf", "size": len(content)}
        made = self.say("POST", "/v1/people/me/documents", wanted, 201).json()
        form = made["upload"]
        sent = httpx.post(form["url"], data=form["fields"], files={"file": ("berkas", content)})
        assert sent.status_code == 204
        self.document = made["document"]["id"]
        self.say("POST", f"/v1/people/me/documents/{self.document}/complete", {}, 202)
        self.platform.drain()
        assert self.say("GET", f"/v1/people/me/documents/{self.document}").json()["state"] == "accepted"

    def apply(self, place: str) -> None:
        letter = {"message": self.values.sentence, "documents": [self.document]}
        key = {"Idempotency-Key": f"{self.values.phone}-{self.values.email}"}
        sent = self.say("POST", f"{place}/applications", letter, 201, **key)
        again = self.say("POST", f"{place}/applications", letter, 201, **key)
        assert again.json()["id"] == sent.json()["id"]
        application = f"/v1/applications/{sent.json()['id']}"
        assert sent.json()["message"] == self.values.sentence
        # The employer is told what the person wrote to them, and the name: not kept here.
        read = _asked(self.other, "GET", application, None, 200, {"Authorization": f"Bearer {self.owner}"})
        assert read.json()["message"] == self.values.sentence
        assert read.json()["applicant"]["name"] == self.values.name
        self.another("GET", f"{place}/applications", None, 200, self.owner)
        self.another("GET", f"{place}/candidates", None, 200, self.owner)
        moved = {"state": "interview", "reason": f"Kami hubungi Anda di {self.values.spelt_phone}."}
        headers = {"Authorization": f"Bearer {self.owner}", "If-Match": read.headers["ETag"]}
        _asked(self.other, "PATCH", application, moved, 200, headers)
        self.another("GET", application, None, 401)
        self.platform.drain()
        gone = {"state": "withdrawn", "reason": self.values.sentence}
        self.say("PATCH", application, gone, 200, **{"If-Match": self.say("GET", application).headers["ETag"]})

    def search(self, place: str) -> None:
        searches, said = "/v1/people/me/saved-searches", self.values
        self.say("POST", searches, {"name": "Kasir dekat rumah", "parameters": {"q": "kasir"}}, 201)
        for words in (said.spelt_phone, said.email, said.nik):
            self.say("POST", searches, {"name": f"Kasir {words}", "parameters": {"q": "kasir"}}, 400)
            self.say("POST", searches, {"parameters": {"q": f"kasir {words}"}}, 400)
        self.say("GET", "/v1/people/me/recommendations", None, 200)
        for words in (self.values.spelt_phone, self.values.email, self.values.nik, f"kasir {self.values.name}"):
            # Whoever searches for something of theirs: the answer repeats what was asked, to whoever asked it.
            _asked(self.other, "GET", f"/v1/vacancies?{httpx.QueryParams(q=words)}", None, None, {})
            self.say("GET", f"/v1/vacancies?{httpx.QueryParams(q=words)}")
        self.another("GET", place, None, 200)
        self.platform.drain()

    def report(self, place: str) -> None:
        said = {"code": "fee_asked", "text": f"Diminta uang. {self.values.sentence}"}
        self.say("POST", f"{place}/reports", said, 202)
        self.another("POST", f"{place}/reports", {"code": "fake", "text": said["text"]}, 202)
        monitor = account(self.platform.folder, Audience.MONITOR, name=f"pemantau{self.number}").token
        told = f"/v1/monitor/reports/{place.rpartition('/')[2]}"
        read = _asked(self.other, "GET", told, None, 200, {"Authorization": f"Bearer {monitor}"}).json()["items"]
        # The monitor is told what people wrote: not kept here.
        assert [each["text"] for each in read] == [said["text"]] * 2

    def ask_for_rights(self) -> None:
        asked = self.say("POST", "/v1/people/me/rights-requests", {"kind": "access", "text": self.values.sentence}, 201)
        assert asked.json()["text"] == self.values.sentence

    def push(self) -> None:
        private, public = generate_ed25519()
        partner = add_partner(f"Portal Contoh {self.number}")
        key = SigningKey(key_id=add_key(partner.id, public).key_id, algorithm=Algorithm.ED25519, private=private)
        named = {"title": f"Kasir {self.recruiter.spelt_phone}", "description": self.recruiter.sentence}
        body = ndjson(posting(self.number), {**posting(self.number + 1), **named}, b"{" * 3)
        url, given = f"{self.platform.url}/v1/partner/vacancies", {"content-type": "application/x-ndjson"}
        headers = given | sign(SignedRequest(method="POST", url=url, headers=given, body=body), key)
        receipt = self.other.post(url, content=body, headers=headers)
        assert receipt.status_code == 202, receipt.text
        self.platform.drain()

    def upload_file(self) -> None:
        said, place = self.stray, f"/v1/employers/{self.employer}/uploads"
        sound = row(f"B-{self.number}", Uraian=f"{DUTIES} {self.clerk.sentence}")
        wrong = row(f"{said.spelt_phone}", "K", Gaji=f"tanya {said.phone}", Jam_kerja=said.email)
        wrong = tuple({"5230": said.nik, "Kota Bandung": said.address}.get(cell, cell) for cell in wrong)
        file = delimited((*HEADINGS, "Catatan"), (*sound, said.sentence), (*wrong, said.name))
        owner = {"Authorization": f"Bearer {self.owner}"}
        typed = {"Content-Type": "application/octet-stream", "Idempotency-Key": f"{said.phone}-{said.nik}"}
        taken = _asked(self.other, "POST", place, file, 202, owner | typed)
        self.platform.drain()
        # The report repeats what is wrong to whoever wrote it: not kept here.
        report = _asked(self.other, "GET", taken.headers["Location"], None, 200, owner).json()
        assert taken.json()["counts"]["refused"] == 1, taken.text
        named = {each["column"] for entry in report["rows"] for each in entry.get("problems", ())}
        assert {"Kode jabatan", "Kabupaten/Kota", "Gaji", "Jam kerja"} <= named
        _asked(self.other, "GET", f"{taken.headers['Location']}/report.csv", None, 200, owner)
        for broken in (file[: len(file) // 2] + b"\x00\xff", said.sentence.encode(), b"PK\x03\x04" + file):
            self.another("POST", place, broken, None, self.owner)

    def breach(self) -> None:
        """An operator declares one; the texts are for those whom it concerns and for the agency."""
        texts = "\n".join(
            f"[{part}]\nid = {json.dumps(f'Bagian {part}: {self.victim.sentence}')}\n"
            f"en = {json.dumps(f'Part {part}: {self.victim.sentence}')}"
            for part in ("what", "how", "consequences", "handling", "recovery", "advice")
        )
        file = _INCIDENT.format(number=self.number, person=self.id, contact=self.victim.email, texts=texts)
        incident = breaches.read_incident(file.encode())
        for send in (False, True, True):
            assert breaches.announce(incident, actor="operator", send=send).people == 1
        self.platform.drain()
        own = self.say("GET", "/v1/people/me/breach-notices", None, 200).text
        assert self.victim.nik in own
        for wrong in (file.replace("kinds =", "kins ="), file.replace('id = "Bagian what', 'id = 7 # "Bagian what')):
            with contextlib.suppress(InvalidInput, ValueError):
                breaches.read_incident(wrong.encode())
                raise AssertionError("an incident that is written wrongly is refused")
        assert self.platform.runner is not None
        assert self.platform.runner.fire("watch_breaches")

    def confirm_identity(self) -> None:
        self.say("POST", "/v1/people/me/confirmations", {"what": "identity"}, 202)
        assert self.platform.runner is not None
        assert self.platform.runner.fire("resolve_confirmations")
        self.say("GET", "/v1/confirmations", None, 200)

    def err(self) -> None:
        """Mistakes whose answers and logs must not repeat what was in them."""
        given = self.values
        for body in (
            {"email": given.nik, "phone": given.email, "nik": given.phone, "name": given.name, "password": PASSWORD},
            {"email": [given.email], "password": PASSWORD},
            {"email": given.email, "password": given.nik},
            [given.email],
        ):
            self.another("POST", "/v1/people", body, None)
        # A field that is not known is named, to whoever sent it: not kept here, and not logged.
        _asked(self.other, "POST", "/v1/people", {"email": given.email, given.nik: 1, "password": PASSWORD}, 400, {})
        for path in (given.email, given.nik, given.phone):
            self.another("GET", f"/v1/vacancies/{path}", None, 404)
        raw = f'{{"email": "{given.email}", "nik": {given.nik}'.encode()
        self.another("POST", "/v1/people", raw, 400)
        self.change({"nik": given.nik + "1", "phone": given.email}, 400)
        self.another("GET", "/v1/people/me", None, 401, token=given.nik)


def _another(who: str, kind: int, number: int) -> Values:
    """Somebody else, invented: nobody twice, and nothing of one is part of another."""
    return Values(
        nik=f"32750{kind}50108{number % 10**5:05}",
        phone=f"+62857{kind}{number % 10**7:07}",
        email=f"{who}{number}@contoh.invalid",
        name=f"{who.title()} Contoh {number}",
        address=f"Jalan {who.title()} Contoh {number}",
    )


def _asked(
    client: httpx.Client, method: str, path: str, body: Any, status: int | None, headers: dict[str, str]
) -> httpx.Response:
    content = {"content": body} if isinstance(body, bytes) else {"json": body} if body is not None else {}
    typed = {"Content-Type": "application/merge-patch+json"} if method == "PATCH" and "people/me" in path else {}
    typed = typed or ({"Content-Type": "application/json"} if body is not None else {})
    reply = client.request(method, path, headers=typed | headers, **content)
    assert reply.status_code < 500 or status == reply.status_code, f"{method} {path}: {reply.text}"
    assert status is None or reply.status_code == status, f"{method} {path}: {reply.status_code} {reply.text}"
    return reply
