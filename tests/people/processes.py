"""Processes of a deployment in the midst of a rotation: each with the secrets that it was started with."""

import contextlib
import threading
from collections.abc import Iterator

from security import vault
from security.vault import Vault

OLD, NEW = bytes(range(32)), bytes(range(1, 33))
PHASES: tuple[tuple[tuple[bytes, ...], ...], ...] = (
    ((OLD,),),
    ((OLD,), (OLD, NEW)),
    ((OLD, NEW),),
    ((OLD, NEW), (NEW, OLD)),
    ((NEW, OLD), (NEW,)),
    ((NEW,),),
)
"""Which secrets the processes of one moment know. Everybody is renewed after the third and after the last."""

RENEWED_AFTER = {2: (OLD, NEW), 5: (NEW,)}


class Processes:
    """Vaults over the same keys, and which of them the code of a thread uses."""

    def __init__(self, keys, shelf, monkeypatch=None):
        self._keys, self._shelf, self._local = keys, shelf, threading.local()
        self._doors = {}
        self.others = (OLD,)
        """What threads know that are in no process of `using`, as the workers of a job."""

        if monkeypatch is not None:
            monkeypatch.setattr(vault, "vault", self.present)

    def door(self, secrets):
        if secrets not in self._doors:
            self._doors[secrets] = Vault(self._keys, lambda: secrets, self._shelf, lambda **entry: None)
        return self._doors[secrets]

    def present(self):
        return self.door(getattr(self._local, "secrets", self.others))

    @contextlib.contextmanager
    def using(self, secrets) -> Iterator[Vault]:
        self._local.secrets = secrets
        try:
            yield self.door(secrets)
        finally:
            del self._local.secrets
