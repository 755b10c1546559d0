"""An incident's file, and the prepared emulator."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.clock import FixedClock
from tests.platform_fixtures import platform

__all__ = ["platform"]
DISCOVERED = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)

PARTS = ("what", "how", "consequences", "handling", "recovery", "advice")


def toml(**changes: object) -> str:
    """The file with ``changes``: a part that is ``None`` is left out."""
    plain: dict[str, object] = {
        "reference": '"2026-03-officer-account"',
        "discovered": "2026-03-02T08:00:00+07:00",
        "began": "2026-03-01T20:00:00+07:00",
        "ended": "2026-03-02T07:30:00+07:00",
        "kinds": '["phone", "name"]',
        "contact": '"pelindungan.data@padan.invalid"',
    }
    tables: dict[str, object] = {
        part: f'id = "Bagian {part} dalam bahasa Indonesia."\nen = "The part {part} in English."' for part in PARTS
    }
    tables["concerned"] = 'people = ["per_1"]'
    for name, value in changes.items():
        (tables if name in tables else plain)[name] = value
    lines = [f"{name} = {value}" for name, value in plain.items() if value is not None]
    lines += [f"[{name}]\n{value}" for name, value in tables.items() if value is not None]
    return "\n".join(lines)


@pytest.fixture
def clock() -> FixedClock:
    """Two hours after the incident was found out."""
    return FixedClock(DISCOVERED + timedelta(hours=2))
