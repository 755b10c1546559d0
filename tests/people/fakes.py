"""An identity provider that fails when it is told to."""

from collections.abc import Iterable

from chalicelib.errors import Unauthenticated, Unavailable
from security.accounts import Tokens


class FakeAccounts:
    """Accounts in memory. ``failing`` names the methods that do not answer, ``late`` those that fail after acting."""

    def __init__(self) -> None:
        self.passwords: dict[str, str | None] = {}
        self.failing: set[str] = set()
        self.late: set[str] = set()

    def create(self, person: str, password: str | None = None, groups: Iterable[str] = ()) -> None:
        self._fail("create")
        self.passwords[person] = password
        self._fail_late("create")

    def delete(self, person: str) -> None:
        self._fail("delete")
        self.passwords.pop(person, None)
        self._fail_late("delete")

    def has_password(self, person: str) -> bool:
        self._fail("has_password")
        return self.passwords.get(person) is not None

    def sign_in(self, person: str, password: str) -> Tokens:
        self._fail("sign_in")
        if self.passwords.get(person) != password:
            raise Unauthenticated
        return Tokens(access="a", id="i", refresh="r", expires_in=60)

    def _fail(self, name: str) -> None:
        if name in self.failing:
            raise Unavailable

    def _fail_late(self, name: str) -> None:
        if name in self.late:
            raise Unavailable
