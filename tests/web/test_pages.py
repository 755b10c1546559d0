"""The pages say everything in both languages, name what the interface names, and set no text as HTML."""

import re
from pathlib import Path

import msgspec
import pytest

from chalicelib.alerts.model import MOST_SEARCHES, AlertChannel, Pace, SearchParameters
from chalicelib.applications.model import OVER, ApplicationState
from chalicelib.monitoring.model import REPORT_LABELS, ReportCode
from chalicelib.texts import Language
from search.document import ReadField
from security.passwords import LONGEST, SHORTEST

WEB = Path(__file__).parents[2] / "web"
SCRIPTS = sorted(WEB.glob("*.js"))
BLOCKS = {
    "texts.js": ("kinds", "criteria", "filters", "fields", "reports", "account", "tabs", "pages", "channels", "paces"),
    "texts_own.js": (
        *("rights", "restriction", "objection", "outcomes", "asked"),
        *("entering", "joining", "profile", "applying", "states", "safety"),
    ),
}
_ENTRY = re.compile(r'([\w-]+)"?: (?=["({])')


def _block(text: str, name: str) -> str:
    """Return what stands between the braces behind ``name:``."""
    begin = text.index(f"{name}: {{") + len(name) + 2
    depth = 0
    for at, sign in enumerate(text[begin:], begin):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return text[begin + 1 : at]
    raise AssertionError(f"{name} has no end")


def _language(code: str, file: str = "texts.js") -> str:
    return _block((WEB / file).read_text(encoding="utf-8"), f"  {code}")


@pytest.mark.parametrize(
    ("file", "block"), [(file, block) for file, blocks in BLOCKS.items() for block in (None, *blocks)]
)
def test_both_languages_have_the_same_texts(file, block):
    indonesian, english = (
        _ENTRY.findall(_language(code, file) if block is None else _block(_language(code, file), block))
        for code in ("id", "en")
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


def _texts_of(block: str) -> set[str]:
    file = next(file for file, blocks in BLOCKS.items() if block in blocks)
    return set(re.findall(r"(\w+): ", _block(_language("id", file), block)))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_every_text_that_a_page_asks_for_is_there(script):
    text = script.read_text(encoding="utf-8")
    asked = set(re.findall(r"\b(?:texts|ownTexts)\(\)\.(\w+)(?:\.(\w+))?", text))
    blocks = {block for block, _ in asked} & {
        "account",
        "rights",
        "entering",
        "joining",
        "profile",
        "applying",
        "safety",
    }
    for block, each in asked:
        assert not each or block not in blocks or each in _texts_of(block), (block, each)
        assert block in blocks or block in set(_ENTRY.findall(_language("id"))), block
    said = set(re.findall(r"\bsaid\.(\w+)", text))
    assert said <= set().union(*map(_texts_of, blocks)), script.name
    assert said or not re.search(r"const said = (?:texts|ownTexts)\(\)", text)


@pytest.mark.parametrize("language", list(Language))
def test_states_of_applications_are_those_of_the_interface(language):
    shown = _ENTRY.findall(_block(_language(language.value, "texts_own.js"), "states"))
    assert shown == [state.value for state in ApplicationState]


def test_what_an_application_can_no_longer_be_taken_back_from_is_what_the_interface_says():
    listed = re.search(r"const OVER = \[([^\]]*)\]", (WEB / "applying.js").read_text()).group(1)
    assert set(re.findall(r"\w+", listed)) == {state.value for state in OVER}


def test_shortest_password_is_that_of_the_platform():
    for name in ("joining.js", "safety.js"):
        found = re.findall(r"minLength: (\d+), maxLength: (\d+)", (WEB / name).read_text())
        assert found == [(str(SHORTEST), str(LONGEST))]
    for language in Language:
        for block, text in (("joining", "passwordHint"), ("safety", "newPassword")):
            said = _block(_language(language.value, "texts_own.js"), block)
            assert re.search(rf'{text}: "[^"]*\b{SHORTEST}\b', said)


def test_tokens_are_kept_by_the_session_alone():
    for script in SCRIPTS:
        stores = set(re.findall(r"localStorage|document\.cookie|indexedDB|sessionStorage", script.read_text()))
        allowed = {"session.js": {"sessionStorage", "localStorage"}, "texts.js": {"localStorage"}}
        assert stores <= allowed.get(script.name, set())


def _shown_under() -> str:
    return re.search(r"SHOWN_UNDER = \{([^}]*)\}", (WEB / "vacancy.js").read_text()).group(1)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_text_is_set_as_html_and_every_module_exists(script):
    text = script.read_text(encoding="utf-8")
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
        assert way not in text
    for module in re.findall(r'(?:from |import\()"\./([^"]+)"', text):
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
