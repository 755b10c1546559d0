"""Settings are typed, and a wrong one names its variable."""

import re
from pathlib import Path

import msgspec
import pytest

from chalicelib import settings

MODELS = [
    kind
    for kind in vars(settings).values()
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and kind is not msgspec.Struct
]


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    most_items: int = 500
    strict: bool = False


def test_variables_become_typed_fields():
    found = settings.parse(Limits, {"PADAN_MOST_ITEMS": "7", "PADAN_STRICT": "true", "HOME": "/"})
    assert found == Limits(most_items=7, strict=True)
    assert settings.parse(Limits, {}) == Limits()


def test_a_wrong_value_names_its_place():
    with pytest.raises(settings.SettingsError, match="most_items"):
        settings.parse(Limits, {"PADAN_MOST_ITEMS": "many"})


def test_settings_are_read_once_until_forgotten(monkeypatch):
    settings.forget()
    before = settings.read(settings.Tables)
    monkeypatch.setenv("PADAN_TABLE_PREFIX", "other-")
    assert settings.read(settings.Tables) is before
    settings.forget()
    assert settings.read(settings.Tables).table_prefix == "other-"
    monkeypatch.undo()
    settings.forget()


@pytest.mark.parametrize("kind", MODELS, ids=[kind.__name__ for kind in MODELS])
def test_every_setting_is_documented(kind):
    page = (Path(__file__).parents[2] / "docs" / "settings.md").read_text()
    for field in msgspec.structs.fields(kind):
        assert re.search(rf"`PADAN_{field.name.upper()}`", page), field.name
