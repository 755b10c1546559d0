"""Sessions of invented people with a provider in memory, on the emulator's tables."""

from datetime import timedelta

import pytest

from chalicelib.clock import SYSTEM_CLOCK, FixedClock
from chalicelib.people import open_sessions, rotating
from security import identity, session_ends
from tests.people.provider import Provider
from tests.people.samples import stored

START = (SYSTEM_CLOCK.now() + timedelta(days=1)).replace(microsecond=250_000)
"""Ahead: the emulator takes away whose time to live is over by its own clock."""

WORDS = "Android, Chrome"


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(START)


@pytest.fixture
def provider(platform, clock, monkeypatch) -> Provider:
    fake = Provider(clock)
    for module in (open_sessions, rotating):
        monkeypatch.setattr(module, "accounts", lambda: fake)
    monkeypatch.setattr(identity, "proven", fake.proven)
    session_ends.forget()
    return fake


@pytest.fixture
def person_id(platform) -> str:
    return stored()


def opened(provider: Provider, person_id: str, words: str = WORDS) -> str:
    """Sign in; the handle."""
    return open_sessions.keep(person_id, provider.open(person_id), words, provider.clock).refresh


def refreshed(provider: Provider, handle: str) -> str:
    """Refresh; the next handle."""
    return rotating.refresh(handle, provider.clock).refresh
