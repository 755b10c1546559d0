"""People who register, and whether everybody who was told so is there."""

import asyncio
import secrets

import msgspec

from bench.load.wire import NoReply, Reply, Wire
from bench.load.writers import Lost
from security.consent import CURRENT

_AT_ONCE = 8
_TRIES, _PAUSE_SECONDS = 20, 0.5
_BUSY = frozenset({429, 502, 503, 504})
_JSON = {"Content-Type": "application/json"}


class Registered(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who was told that they are registered; ``token`` is empty when no session came with it."""

    id: str
    email: str
    password: str
    token: str


class Registering:
    """Many who register, each once."""

    def __init__(self, wire: Wire) -> None:
        """Begin with nobody."""
        self._wire = wire
        self._run = secrets.token_hex(3)
        self._count = 0
        self.people: list[Registered] = []

    async def work(self) -> Reply:
        """Register somebody invented."""
        self._count += 1
        number, email = self._count, f"beban-{self._run}-{self._count}@contoh.invalid"
        password = f"kuda-laut-biru-{self._run}-{number}"
        consents = {kind.value: version for kind, version in CURRENT.items()}
        body = {"email": email, "password": password, "name": f"Contoh Beban {number}", "consents": consents}
        answer = await self._wire.send("POST", "/v1/people", _JSON, msgspec.json.encode(body))
        if answer.good:
            made = answer.body
            token = (made.get("session") or {}).get("access_token", "")
            self.people.append(Registered(id=made["person"]["id"], email=email, password=password, token=token))
        return answer

    async def lost(self) -> Lost:
        """Ask for everybody who was told that they are registered, as often as the platform asks for patience."""
        room = asyncio.Semaphore(_AT_ONCE)

        async def looked_for(person: Registered) -> str:
            async with room:
                return await self._missing(person)

        notes = [note for note in await asyncio.gather(*map(looked_for, self.people)) if note]
        return Lost(acknowledged=len(self.people), missing=len(notes), notes=tuple(notes))

    async def _missing(self, person: Registered) -> str:
        """Return what was answered instead of the person, and nothing when they are there."""
        token = person.token
        if not token:
            credentials = msgspec.json.encode({"email": person.email, "password": person.password})
            opened = await self._patiently("POST", "/v1/sessions", _JSON, credentials)
            if opened is None or not opened.good:
                return f"POST /v1/sessions: {opened.status if opened else 'no answer'}"
            token = opened.body["access_token"]
        answer = await self._patiently("GET", "/v1/people/me", {"Authorization": f"Bearer {token}"})
        if answer is not None and answer.good and answer.body["id"] == person.id:
            return ""
        return f"GET /v1/people/me: {answer.status if answer else 'no answer'}"

    async def _patiently(self, method: str, target: str, headers: dict[str, str], content: bytes = b"") -> Reply | None:
        """Return the first answer that asks for no patience, or the last one; ``None`` when there was none."""
        answer = None
        for _ in range(_TRIES):
            try:
                answer = await self._wire.send(method, target, headers, content)
            except NoReply:
                answer = None
            if answer is not None and answer.status not in _BUSY:
                return answer
            await asyncio.sleep(_PAUSE_SECONDS)
        return answer
