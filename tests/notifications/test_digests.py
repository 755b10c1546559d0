"""What a message about saved searches says, and that it leads people to pages for people."""

import base64
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from chalicelib import settings
from chalicelib.identifiers import new_identifier
from chalicelib.notifications.digests import digest_values, page_of
from chalicelib.vacancies.model import State, Vacancy
from tests.vacancies.samples import content, vacancy

NOW = datetime(2037, 5, 4, 3, 0, tzinfo=UTC)
PUBLIC, PAGES = "https://api.padan.example", "https://padan.example/"


@pytest.fixture
def places(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str], None]]:
    """Set where the interface and the pages are."""

    def give(public: str, pages: str) -> None:
        monkeypatch.setenv("PADAN_PUBLIC_URL", public)
        monkeypatch.setenv("PADAN_PAGES_URL", pages)
        settings.forget()

    monkeypatch.setenv("PADAN_LOOKUP_SECRET", base64.b64encode(bytes(range(32))).decode())
    yield give
    monkeypatch.undo()
    settings.forget()


def _published(title: str = "Kasir", **changes: object) -> Vacancy:
    return msgspec.structs.replace(vacancy(State.PUBLISHED), content=content(title=title, **changes))


@pytest.mark.parametrize(
    ("public", "pages", "begin"),
    [
        (PUBLIC, PAGES, "https://padan.example/#/lowongan/"),
        (PUBLIC, "https://padan.example", "https://padan.example/#/lowongan/"),
        ("http://127.0.0.1:8000/", "", "http://127.0.0.1:8000/#/lowongan/"),
    ],
)
def test_a_vacancy_is_read_on_the_pages(places, public, pages, begin):
    places(public, pages)
    assert page_of("vac_1") == f"{begin}vac_1"


def test_a_digest_links_to_pages_and_stops_at_the_interface(places):
    places(PUBLIC, PAGES)
    shown = [_published("Kasir"), _published("Sopir")]
    values = digest_values(shown, 5, new_identifier("per"), NOW)
    for each in shown:
        assert f"\n  https://padan.example/#/lowongan/{each.id}" in values["list"].id
    assert "/v1/" not in values["list"].id + values["list"].en
    assert values["home"].id == "https://padan.example"
    # Programs of mail send there what only the interface answers.
    assert values["link"].id.startswith(f"{PUBLIC}/v1/alert-stops?t=")
    assert values["list"].id.endswith("- dan 3 lagi")
    assert values["list"].en.endswith("- and 3 more")


def test_what_is_shown_is_counted_and_titles_stay_in_one_line(places):
    places(PUBLIC, PAGES)
    values = digest_values(
        [_published("Kasir\n  toko\tbaju", pay_minimum=3_000_000, pay_maximum=4_500_000)], 0, new_identifier("per"), NOW
    )
    assert values["count"].id == "1"
    assert values["title"].id == "Kasir toko baju"
    assert "Rp3.000.000-Rp4.500.000" in values["list"].id
    assert "lagi" not in values["list"].id


@pytest.mark.parametrize(
    ("least", "most", "told", "in_english"),
    [
        (6_500_000, 7_000_000, "Rp6.500.000-Rp7.000.000", "Rp6.500.000-Rp7.000.000"),
        (5_000_000, 5_000_000, "Rp5.000.000", "Rp5.000.000"),
        (5_000_000, None, "mulai Rp5.000.000", "from Rp5.000.000"),
        (None, 5_000_000, "sampai Rp5.000.000", "up to Rp5.000.000"),
    ],
)
def test_both_ends_of_the_pay_are_told(places, least, most, told, in_english):
    places(PUBLIC, PAGES)
    shown = _published(pay_minimum=least, pay_maximum=most, region=None, description="Bekerja di toko.")
    lines = digest_values([shown], 1, new_identifier("per"), NOW)["list"]
    for language, said in ((lines.id, told), (lines.en, in_english)):
        assert language.splitlines()[0].endswith(f", {said}")


def test_pay_that_only_the_text_states_is_told_and_none_is_made_up(places):
    places(PUBLIC, PAGES)
    pay = {"pay_minimum": None, "pay_maximum": None}
    stated = _published(description="Gaji Rp 4.300.000 per bulan.", **pay)
    silent = _published(description="Bekerja di toko.", **pay)
    lines = digest_values([stated, silent], 2, new_identifier("per"), NOW)["list"].id.splitlines()
    assert "Rp4.300.000" in lines[0]
    assert "Rp" not in lines[2]


def test_the_pages_know_the_address_that_messages_name(places):
    places(PUBLIC, PAGES)
    hash_of = page_of("vac_1").partition("#")[2]
    app = (Path(__file__).parents[2] / "web" / "app.js").read_text(encoding="utf-8")
    assert hash_of == "/lowongan/vac_1"
    assert r"/^#\/lowongan\/(\w+)$/" in app
