"""The URIs of concepts and schemes: the addresses of their rows and tables."""

from collections.abc import Iterable
from urllib.parse import quote

from chalicelib.settings import Service, read

_EDITIONS = frozenset({"occupations"})
"""Tables whose editions give codes a meaning of their own, so that their URIs name the edition."""


class Naming:
    """URIs of one version of one table."""

    def __init__(self, name: str, version: str) -> None:
        """Take the deployment's public address as the base."""
        self._base = f"{read(Service).public_url.rstrip('/')}/v1/reference/{name}"
        self._edition = f"?version={quote(version, safe='')}" if name in _EDITIONS else ""

    @property
    def scheme(self) -> str:
        """The scheme's URI."""
        return self._base + self._edition

    def concept(self, code: str) -> str:
        """The URI of one concept."""
        return f"{self._base}/{quote(code, safe='')}{self._edition}"

    def concepts(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The URIs of several."""
        return tuple(self.concept(code) for code in codes)
