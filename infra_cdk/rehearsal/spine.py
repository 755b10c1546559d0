"""The main job of the platform on the deployed stacks, step by step; a step fails with what was asked and answered."""

import io
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import msgspec

from infra_cdk.rehearsal.journey import JourneyError, Json, Person, Portal, answered, eventually
from infra_cdk.rehearsal.rehearsal import Rehearsal

COUNT = 120
_TAKEN = ("created", "updated", "unchanged", "duplicate_of", "rejected", "held")
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LINES = (
    "Contoh Pencari",
    "Staf administrasi dengan pengalaman dua tahun.",
    "Keahlian: Excel, administrasi, komunikasi.",
)


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step that succeeded: what it found, and how many seconds it took."""

    name: str
    found: str
    seconds: float


class Spine:
    """Drives one rehearsal from end to end; ``steps`` tells what succeeded so far."""

    def __init__(self, rehearsal: Rehearsal, told: Callable[[Step], None] = lambda _: None) -> None:
        """``told`` hears of each step at once."""
        self._rehearsal, self._told = rehearsal, told
        self.steps: list[Step] = []
        self.client = rehearsal.public()
        self.person = Person(rehearsal, rehearsal.public())

    def run(self) -> None:
        """Do everything, in order; raises `JourneyError` at the first step that does not hold."""
        steps = (
            ("every dependency answers", self.health),
            ("a person registers and proves their address", self.register),
            ("a partner's signed push is checked and published", self.push),
            ("what was published is found", self.search),
            ("the person gets recommendations with reasons", self.recommend),
            ("the person applies, once", self.apply),
            ("a document is scanned, checked and offered again", self.document),
        )
        for name, step in steps:
            with self._timed(name) as found:
                found.append(step())

    @contextmanager
    def _timed(self, name: str) -> Iterator[list[str]]:
        began, found = time.monotonic(), list[str]()
        yield found
        step = Step(name=name, found=found[0], seconds=round(time.monotonic() - began, 2))
        self.steps.append(step)
        self._told(step)

    def health(self) -> str:
        """Every dependency answers, with the rights that the function's role has."""
        # The first call starts the function, and its connections to each dependency.
        last = eventually(lambda: _healthy(self.client), "health of every dependency")
        return ", ".join(last)

    def register(self) -> str:
        """Register, confirm, describe."""
        self.person.register()
        self.person.describe()
        return self.person.address

    def push(self) -> str:
        """Every pushed vacancy has one outcome, most are published."""
        self.portal = Portal(self._rehearsal, self._rehearsal.public())
        counts = self.portal.push(COUNT)
        if sum(counts.values()) != COUNT or not set(counts) <= set(_TAKEN):
            raise JourneyError(f"{COUNT} vacancies were pushed, their outcomes are {counts}")
        self.published = counts.get("created", 0)
        if self.published <= COUNT / 2:
            raise JourneyError(f"only {self.published} of {COUNT} were published: {counts}")
        return ", ".join(f"{number} {outcome}" for outcome, number in sorted(counts.items()))

    def search(self) -> str:
        """The index holds what was published, and words of a title find it."""
        eventually(lambda: self.total() == self.published, f"{self.published} vacancies in the index")
        page = answered(self.client.get("/v1/vacancies", params={"limit": 1}))
        item = page["items"][0]
        found = answered(self.client.get("/v1/vacancies", params={"q": item["title"], "limit": 100}))
        if item["id"] not in {each["id"] for each in found["items"]}:
            raise JourneyError(f"{item['title']!r} does not find {item['id']}")
        return f"{self.total()} vacancies in the index"

    def recommend(self) -> str:
        """Recommendations come with reasons, best first."""
        items = eventually(self.person.recommendations, "recommendations")
        scores = [item["match"]["score"] for item in items]
        if scores != sorted(scores, reverse=True) or not all(item["match"]["reasons"] for item in items):
            raise JourneyError(f"recommendations are not in order or lack reasons: {items[:2]}")
        return f"{len(items)} vacancies, the best with {scores[0]}"

    def apply(self) -> str:
        """An application is kept; a second one for the same vacancy is refused."""
        vacancy = str(self.person.recommendations()[0]["vacancy"]["id"])
        path = f"/v1/vacancies/{vacancy}/applications"
        answered(self.person.client.post(path, json={"message": "Saya berminat."}), 201)
        answered(self.person.client.post(path, json={}), 409)
        mine = answered(self.person.client.get("/v1/people/me/applications"))["items"]
        if [each["vacancy_id"] for each in mine] != [vacancy]:
            raise JourneyError(f"applied for {vacancy}, the applications are {mine}")
        return vacancy

    def document(self) -> str:
        """An upload by the signed form is scanned and checked by the workers, and can be downloaded."""
        content = _written()
        wish = {"kind": "cv", "file_name": "cv.docx", "media_type": _DOCX, "size": len(content)}
        made = answered(self.person.client.post("/v1/people/me/documents", json=wish), 201)
        self._upload(made["upload"], content)
        path = f"/v1/people/me/documents/{made['document']['id']}"
        accepted = eventually(lambda: _accepted(self.person.client, path), "an accepted document")
        kept = httpx.get(accepted, trust_env=False)
        if kept.status_code != 200 or not kept.content.startswith(b"PK"):
            raise JourneyError(f"the accepted document is not what was uploaded: {kept.status_code}")
        return f"{len(kept.content)} bytes"

    def total(self) -> int:
        """Return how many vacancies the index has."""
        return int(answered(self.client.get("/v1/vacancies", params={"limit": 1}))["total"])

    def _upload(self, upload: Json, content: bytes) -> None:
        files = {"file": ("cv.docx", content, _DOCX)}
        sent = httpx.post(upload["url"], data=upload["fields"], files=files, trust_env=False)
        if sent.status_code not in (200, 201, 204):
            raise JourneyError(f"the signed form was refused: {sent.status_code} {sent.text[:500]}")
        self._rehearsal.mark_scanned(upload["fields"]["key"])


def _written() -> bytes:
    """Return a plain curriculum vitae."""
    import docx

    document, file = docx.Document(), io.BytesIO()
    for line in _LINES:
        document.add_paragraph(line)
    document.save(file)
    return file.getvalue()


def _healthy(client: httpx.Client) -> list[str] | None:
    found = client.get("/v1/health")
    return [each["name"] for each in found.json()["dependencies"]] if found.status_code == 200 else None


def _accepted(client: httpx.Client, path: str) -> str | None:
    document = answered(client.get(path))
    if document["state"] in ("refused", "rejected"):
        raise JourneyError(f"the document was refused: {document}")
    download: str | None = document.get("download")
    return download
