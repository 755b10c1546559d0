"""The form of alerts asks for what the interface takes, and a pause that nobody touched keeps its hour."""

from datetime import UTC, datetime

import msgspec
import pytest

from chalicelib.alerts.model import AlertChannel, AlertSettings, Pace, QuietHours
from tests.web.node import run

_SETTINGS = """
  const { settingsOf } = await module("alerts");
  const entries = new FormData();
  for (const [name, value] of given.entries) entries.append(name, value);
  return settingsOf(entries, { paused_until: given.before ?? null });
"""
_ALWAYS = [["pace", "daily"], ["start", "21"], ["end", "7"], ["paused_until", ""]]


def _read(found: object) -> AlertSettings:
    return msgspec.json.decode(msgspec.json.encode(found), type=AlertSettings)


@pytest.mark.parametrize(
    ("entries", "settings"),
    [
        ([*_ALWAYS, *(["channels", each] for each in ("email", "sms", "in_app"))], AlertSettings()),
        (_ALWAYS, AlertSettings(channels=())),
        ([*_ALWAYS, ["stopped", "yes"]], AlertSettings(channels=(), stopped=True)),
        (
            [["channels", "sms"], ["pace", "immediate"], ["start", "0"], ["end", "0"], ["paused_until", ""]],
            AlertSettings(channels=(AlertChannel.SMS,), pace=Pace.IMMEDIATE, quiet=QuietHours(start=0, end=0)),
        ),
    ],
)
def test_the_form_asks_for_what_the_interface_takes(tmp_path, entries, settings):
    assert _read(run(tmp_path, _SETTINGS, {"entries": entries})) == settings


def test_a_new_pause_ends_with_its_offset(tmp_path):
    entries = [*_ALWAYS[:3], ["paused_until", "2037-12-24"]]
    paused = _read(run(tmp_path, _SETTINGS, {"entries": entries})).paused_until
    assert paused is not None
    assert paused.utcoffset() is not None
    assert abs((paused - datetime(2037, 12, 24, tzinfo=UTC)).total_seconds()) <= 14 * 3600


def test_a_pause_that_stays_keeps_its_hour_and_one_that_is_emptied_ends(tmp_path):
    script = """
      const { dayOf, momentOf } = await module("alerts");
      return [momentOf(dayOf(given), given), momentOf("", given), dayOf(null), momentOf("2037-01-02", given) === given];
    """
    before = "2037-12-24T13:45:00Z"
    assert run(tmp_path, script, before) == [before, None, "", False]


@pytest.mark.parametrize(
    ("error", "expected", "link"),
    [
        ({"status": 401}, "Masuk dahulu", "#/masuk"),
        ({"status": 409, "message": "x"}, "50 pencarian", "#/pencarian"),
        ({"status": 400, "message": "Terlalu luas."}, "Belum tersimpan. Terlalu luas.", None),
    ],
)
def test_a_search_that_is_not_saved_says_why_and_leads_on(tmp_path, error, expected, link):
    parts = run(tmp_path, 'return (await module("saved")).refusal(given);', error)
    assert expected in parts[0]
    assert [part[0] for part in parts[1:]] == ([link] if link else [])


def test_every_key_is_another(tmp_path):
    keys = run(tmp_path, 'const { fresh } = await module("parts"); return [...Array(50)].map(fresh);')
    assert len(set(keys)) == 50
    assert all(len(key) == 32 and key.isalnum() for key in keys)


@pytest.mark.parametrize(
    ("address", "page"),
    [("#/masuk", "masuk"), ("#/kabar", "kabar"), ("#/pencarian/x", None), ("#/lowongan/vac_1", None), ("", None)],
)
def test_pages_of_the_account_have_their_addresses(tmp_path, address, page):
    assert run(tmp_path, 'return (await module("addresses")).accountPage(given) ?? null;', address) == page
