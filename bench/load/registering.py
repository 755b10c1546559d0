"""People who register, and whether everybody who was told so is there."""

import asyncio
import secrets

import msgspec

from bench.load.wire import Reply, Wire
from bench.load.writers import Lost
from security.consent import CURRENT

_AT_ONCE = 8
_JSON = {"Content-Type": "application/json"}


class Registering:
    """Many who register, each once."""

    def __init__(self, wire: Wire) -> None:
        """Begin with nobody."""
        self._wire = wire
        self._run = secrets.token_hex(3)
        self._count = 0
        self.tokens: dict[str, str] = {}

    async def work(self) -> Reply:
        """Register somebody invented."""
        self._count += 1
        body = {
            "email": f"beban-{self._run}-{self._count}@contoh.invalid",
            "password": f"kuda-laut-biru-{self._run}-{self._count}",
            "name": f"Contoh Beban {self._count}",
            "consents": {kind.value: version for kind, version in CURRENT.items()},
        }
        answer = await self._wire.send("POST", "/v1/people", _JSON, msgspec.json.encode(body))
        if answer.good:
            made = answer.body
            self.tokens[made["person"]["id"]] = (made.get("session") or {}).get("access_token", "")
        return answer

    async def lost(self) -> Lost:
        """Ask for everybody who was told that they are registered."""
        room = asyncio.Semaphore(_AT_ONCE)

        async def is_there(person: str, token: str) -> bool:
            async with room:
                headers = {"Authorization": f"Bearer {token}"}
                answer = await self._wire.send("GET", "/v1/people/me", headers)
                return answer.good and answer.body["id"] == person

        found = await asyncio.gather(*(is_there(*each) for each in self.tokens.items()))
        return Lost(acknowledged=len(found), missing=found.count(False))
