"""People who change their profile, one change after the other each, and whether what was acknowledged is there."""

import asyncio
import itertools

import msgspec

from bench.load.wire import NoReply, Reply, Wire

_MOST_WAITING = 1_000
_TRIES, _PAUSE_SECONDS = 20, 0.5


class Writer(msgspec.Struct, kw_only=True):
    """One person: the present version as the person knows it, and what they were told."""

    headers: dict[str, str]
    version: int
    first_version: int
    acknowledged: int = 0
    tried: list[str] = []
    last: str = ""


class Lost(msgspec.Struct, frozen=True, kw_only=True):
    """What was acknowledged, and how much of it is not there; ``notes`` say what was there instead."""

    acknowledged: int
    missing: int
    notes: tuple[str, ...] = ()


class Writers:
    """Several people who write in turn: whoever is free takes the next change."""

    def __init__(self, wire: Wire) -> None:
        """Begin with nobody."""
        self._wire = wire
        self._people: list[Writer] = []
        self._free: asyncio.Queue[Writer] = asyncio.Queue(_MOST_WAITING)
        self._numbers = itertools.count(1)

    async def add(self, token: str) -> None:
        """Let somebody with a ``token`` take part."""
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        version = await self._version(headers)
        person = Writer(headers=headers, version=version, first_version=version, tried=[])
        self._people.append(person)
        self._free.put_nowait(person)

    async def work(self) -> Reply:
        """Change somebody's profile."""
        person = await self._free.get()
        try:
            return await self._change(person)
        finally:
            self._free.put_nowait(person)

    async def lost(self) -> Lost:
        """Compare what was acknowledged with what is there: each change raises the version, the last one stands."""
        missing = 0
        for person in self._people:
            answer = await self._seen(person.headers)
            version = _number(answer)
            missing += max(0, person.acknowledged - (version - person.first_version))
            stands = answer.body["profile"].get("headline", "")
            # What came after the last one that was acknowledged may have happened, too.
            later = person.tried[person.tried.index(person.last) :] if person.last else person.tried
            if person.last and stands not in later:
                missing += 1
        return Lost(acknowledged=sum(person.acknowledged for person in self._people), missing=missing)

    async def _change(self, person: Writer) -> Reply:
        headline = f"Muatan {next(self._numbers)}"
        person.tried.append(headline)
        headers = {**person.headers, "If-Match": f'"{person.version}"'}
        try:
            content = msgspec.json.encode({"headline": headline})
            answer = await self._wire.send("PUT", "/v1/people/me/profile", headers, content)
        except NoReply:
            person.version = await self._version(person.headers)
            raise
        if answer.good:
            person.version = _number(answer)
            person.acknowledged += 1
            person.last = headline
        elif answer.status == 412:
            person.version = await self._version(person.headers)
        return answer

    async def _version(self, headers: dict[str, str]) -> int:
        return _number(await self._seen(headers))

    async def _seen(self, headers: dict[str, str]) -> Reply:
        """Ask for a person as often as the platform asks for patience; raises `NoReply`."""
        for _ in range(_TRIES):
            answer = await self._wire.send("GET", "/v1/people/me", headers)
            if answer.good:
                return answer
            await asyncio.sleep(_PAUSE_SECONDS)
        raise NoReply(f"GET /v1/people/me: {answer.status}")


def _number(answer: Reply) -> int:
    return int(answer.headers["etag"].removeprefix("W/").strip('"'))
