"""A file that lacks what the law asks for is refused, and the refusal names what."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.breaches.affecting import Affected
from chalicelib.breaches.agency_notice import document, moment
from chalicelib.breaches.incident import TERM, read_incident
from chalicelib.errors import InvalidInput
from tests.breaches.conftest import DISCOVERED, PARTS, toml


def refused(text: str | bytes) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInput) as found:
        read_incident(text.encode() if isinstance(text, str) else text)
    return [(each.pointer, each.code) for each in found.value.errors]


def test_a_whole_file_is_read_with_its_term():
    found = read_incident(toml().encode())
    assert found.discovered.astimezone(UTC) == DISCOVERED
    assert found.due - found.discovered == TERM == timedelta(hours=72)
    assert found.what.text.id.startswith("Bagian what")


@pytest.mark.parametrize("part", ["reference", "discovered", "began", "kinds", "contact", "concerned", *PARTS])
def test_whatever_is_missing_is_named(part):
    assert refused(toml(**{part: None})) == [(f"/{part}", "missing")]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_each_part_is_in_both_languages(part, language):
    other = {"id": "en", "en": "id"}[language]
    assert refused(toml(**{part: f'{other} = "Sepuluh huruf."'})) == [(f"/{part}/{language}", "missing")]


def test_the_example_that_the_runbook_names_is_a_whole_file():
    found = read_incident(Path("docs/security/incident.toml").read_bytes())
    assert found.concerned.actor is not None
    assert "incident.toml" in Path("docs/runbooks/breach.md").read_text()


def test_only_the_end_may_be_open():
    assert read_incident(toml(ended=None).encode()).ended is None


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"kinds": '["shoe_size"]'}, ("/kinds", "unknown")),
        ({"kinds": "[]"}, ("/kinds", "invalid")),
        ({"reference": '"No Spaces Please"'}, ("/reference", "invalid")),
        ({"discovered": "2026-03-02T08:00:00"}, ("/discovered", "invalid")),
        ({"discovered": '"yesterday"'}, ("/discovered", "invalid")),
        ({"ended": "2026-03-01T19:00:00+07:00"}, ("/ended", "before_began")),
        ({"discovered": "2026-03-01T19:00:00+07:00"}, ("/discovered", "before_began")),
        ({"what": 'id = "pendek"\nen = "Long enough."'}, ("/what/id", "invalid")),
        ({"concerned": ""}, ("/concerned", "missing")),
        ({"concerned": 'actor = "per_a"'}, ("/concerned/from", "missing")),
        (
            {"concerned": 'actor = "per_a"\nfrom = 2026-03-02T00:00:00Z\nto = 2026-03-01T00:00:00Z'},
            ("/concerned/to", "before_from"),
        ),
        ({"concerned": 'people = ["somebody"]'}, ("/concerned/people/0", "invalid")),
        ({"colour": '"red"'}, ("/colour", "unknown_field")),
    ],
    ids=lambda each: str(each)[:40],
)
def test_whatever_is_wrong_is_named(changes, where):
    assert refused(toml(**changes)) == [where]


@pytest.mark.parametrize("text", ["reference = ", b"\xff\xfe", "[what", ""])
def test_what_is_no_such_file_is_refused(text):
    assert refused(text)[0][1] in {"malformed", "missing"}


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content):
    with pytest.raises(InvalidInput):
        read_incident(content)


def test_the_agency_is_told_everything_that_the_article_asks_for():
    incident = read_incident(toml().encode())
    people = [
        Affected(person_id="per_1", kinds=("phone", "name")),
        Affected(person_id="per_2", kinds=("phone",)),
    ]
    text = document(incident, people)
    for part in PARTS:
        assert f"Bagian {part} dalam bahasa Indonesia." in text
    for told in (
        "Pasal 46",
        "2 orang",
        "| nomor telepon | 2 |",
        "| nama | 1 |",
        "1 Maret 2026 20.00 WIB",
        "2 Maret 2026 07.30 WIB",
        "5 Maret 2026 08.00 WIB",
        incident.contact,
        incident.reference,
    ):
        assert told in text
    assert "per_" not in text


def test_what_goes_on_is_said_to():
    assert "masih berlangsung" in document(read_incident(toml(ended=None).encode()), [])


def test_moments_are_told_in_western_indonesian_time():
    assert moment(datetime(2026, 12, 31, 18, 5, tzinfo=UTC)) == "1 Januari 2027 01.05 WIB"
