"""The pages say everything in both languages, name what the interface names, and set no text as HTML."""

import re
from pathlib import Path

import msgspec
import pytest

from chalicelib.alerts.model import MOST_SEARCHES, AlertChannel, Pace, SearchParameters
from chalicelib.monitoring.model import REPORT_LABELS, ReportCode
from chalicelib.texts import Language
from search.document import ReadField

WEB = Path(__file__).parents[2] / "web"
SCRIPTS = sorted(WEB.glob("*.js"))
BLOCKS = (
    *("kinds", "criteria", "filters", "fields", "reports", "account", "tabs", "pages", "channels", "paces"),
    *("rights", "restriction", "objection", "outcomes", "asked"),
)
ACCOUNT = ("account.js", "saved.js", "alerts.js", "matches.js")
RIGHTS = ("rights.js",)
_ENTRY = re.compile(r'(\w+): (?=["({])')


def _block(text: str, name: str) -> str:
    """Return what stands between the braces behind ``name:``."""
    begin = text.index(f"{name}: {{") + len(name) + 2
    depth = 0
    for at, sign in enumerate(text[begin:], begin):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return text[begin + 1 : at]
    raise AssertionError(f"{name} has no end")


def _language(code: str) -> str:
    return _block((WEB / "texts.js").read_text(encoding="utf-8"), f"  {code}")


@pytest.mark.parametrize("block", [None, *BLOCKS])
def test_both_languages_have_the_same_texts(block):
    indonesian, english = (
        _ENTRY.findall(_language(code) if block is None else _block(_language(code), block)) for code in ("id", "en")
    )
    assert indonesian == english
    assert len(indonesian) >= 2


@pytest.mark.parametrize("language", list(Language))
def test_reports_are_those_of_the_interface(language):
    shown = dict(re.findall(r'(\w+): "([^"]+)"', _block(_language(language.value), "reports")))
    assert set(shown) == {code.value for code in ReportCode}
    for code, label in REPORT_LABELS.items():
        if code is not ReportCode.OTHER:
            assert shown[code.value] == label.in_language(language)


def test_every_field_that_a_text_may_state_has_a_name():
    named = set(_ENTRY.findall(_block(_language("id"), "fields")))
    elsewhere = dict(re.findall(r'(\w+): "(\w+)"', _shown_under()))
    assert {elsewhere.get(field.value, field.value) for field in ReadField} <= named


@pytest.mark.parametrize("language", list(Language))
def test_alerts_and_filters_have_the_names_of_the_interface(language):
    said = _language(language.value)
    parameters = {field.name for field in msgspec.structs.fields(SearchParameters)}
    assert set(_ENTRY.findall(_block(said, "filters"))) == parameters - {"q"}
    assert _ENTRY.findall(_block(said, "channels")) == [channel.value for channel in AlertChannel]
    assert set(_ENTRY.findall(_block(said, "paces"))) == {pace.value for pace in Pace}
    assert re.search(rf'full: "[^"]*\b{MOST_SEARCHES}\b', said)


def test_every_text_that_the_pages_ask_for_is_there():
    for scripts, block in ((ACCOUNT, "account"), (RIGHTS, "rights")):
        there = set(re.findall(r"(\w+): ", _block(_language("id"), block)))
        for name in scripts:
            text = (WEB / name).read_text(encoding="utf-8")
            asked = set(re.findall(rf"(?:texts\(\)\.{block}|\bsaid)\.(\w+)", text))
            assert asked
            assert asked <= there, name


def test_tokens_are_kept_nowhere_but_in_the_tab():
    for script in SCRIPTS:
        stores = set(re.findall(r"localStorage|document\.cookie|indexedDB|sessionStorage", script.read_text()))
        assert stores <= {"session.js": {"sessionStorage"}, "texts.js": {"localStorage"}}.get(script.name, set())


def _shown_under() -> str:
    return re.search(r"SHOWN_UNDER = \{([^}]*)\}", (WEB / "vacancy.js").read_text()).group(1)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_text_is_set_as_html_and_every_module_exists(script):
    text = script.read_text(encoding="utf-8")
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
        assert way not in text
    for module in re.findall(r'from "\./([^"]+)"', text):
        assert (WEB / module).is_file()


def test_the_index_loads_what_exists_and_shows_one_main_part_at_first():
    index = (WEB / "index.html").read_text(encoding="utf-8")
    for name in re.findall(r'(?:href|src)="/app/([^"]+)"', index):
        assert (WEB / name).is_file()
    mains = re.findall(r"<main[^>]*>", index)
    assert sum("hidden" not in each for each in mains) == 1
    texts = set(_ENTRY.findall(_language("id")))
    assert set(re.findall(r'data-text="(\w+)"', index)) <= texts


def test_links_of_others_are_followed_only_to_the_web():
    for script in SCRIPTS:
        for name in re.findall(r"href: (\w+\.(?:url|contact_url))", script.read_text(encoding="utf-8")):
            assert "isWeb(" in script.read_text(encoding="utf-8"), name
