"""Who posted a text first, and what that does to those who post it again under another name."""

from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import employers, uniqueness
from chalicelib.vacancies import table
from chalicelib.vacancies.bodies import BODY, FEWEST_LETTERS, another, body_key, holders_of, posted_first
from chalicelib.vacancies.model import Source, State, VacancyContent
from chalicelib.vacancies.planning import SourceItem, UpsertKind
from chalicelib.vacancies.sources import upsert_many

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
TEXT = (
    "Menyusun laporan keuangan bulanan, mencocokkan rekening, menghitung pajak, menyiapkan faktur, menjawab pertanyaan "
    "pemeriksa, dan menata arsip dengan rapi. Membantu anggaran tahunan, memeriksa kas kecil setiap minggu, serta "
    "menghubungi pemasok bila ada selisih pembayaran. Nomor {number}."
)


def content(text=TEXT, **fields):
    return VacancyContent(title="Staf Keuangan", description=text, region="31.71", **fields)


def item(partner, number, name, text):
    source = Source(partner=partner, external_id=str(number))
    return SourceItem(source=source, employer_name=name, content=content(text))


def test_numbers_signs_and_spacing_do_not_make_another_text():
    assert body_key(content(TEXT.format(number=1))) == body_key(content(TEXT.format(number=22).upper() + " !!"))
    assert body_key(content(TEXT)) != body_key(content(TEXT + " Bersedia lembur."))


def test_title_place_and_pay_are_no_part_of_the_text():
    one = VacancyContent(title="Akuntan", description=TEXT, pay_minimum=9_000_000)
    assert body_key(one) == body_key(content())


@given(st.text(max_size=FEWEST_LETTERS - 1))
def test_a_short_text_is_nobodys(text):
    assert body_key(content(text)) is None or len(text.casefold()) >= FEWEST_LETTERS


@pytest.mark.parametrize("name", ["PT Asal Contoh", "Asal Contoh, PT", "asal contoh", "PT. ASAL CONTOH Tbk"])
def test_one_name_is_spelt_in_several_ways(name):
    assert another(name, "PT Asal Contoh") is None


def test_another_name_is_another():
    assert another("PT Lain Contoh", "PT Asal Contoh") == "PT Asal Contoh"


@pytest.mark.emulator
@pytest.mark.usefixtures("store")
class TestPushed:
    def push(self, *items):
        return upsert_many(list(items), NOW)

    def codes(self, outcome):
        return {finding.code for finding in outcome.findings}

    def test_the_first_keeps_the_text_and_a_copy_under_another_name_is_marked(self):
        text = TEXT.format(number="satu")
        (first,) = self.push(item("par_a", 1, "PT Asal Contoh", text))
        (copy,) = self.push(item("par_b", 1, "PT Penyalin Contoh", text))
        assert first.kind is copy.kind is UpsertKind.CREATED
        assert "fraud_signs" not in self.codes(first)
        assert "fraud_signs" in self.codes(copy)
        (told,) = [each for each in copy.findings if each.code == "fraud_signs"]
        assert "PT Asal Contoh" in told.message.id
        again = msgspec.structs.replace(item("par_a", 1, "PT Asal Contoh", text), content=content(text, openings=2))
        (updated,) = self.push(again)
        assert "fraud_signs" not in self.codes(updated)

    def test_the_same_employer_on_another_portal_copies_nobody(self):
        text = TEXT.format(number="dua") + " Di kota lain."
        self.push(item("par_a", 2, "PT Dua Contoh", text))
        (elsewhere,) = self.push(item("par_b", 2, "Dua Contoh, PT", text))
        assert "fraud_signs" not in self.codes(elsewhere)

    def test_one_employer_may_use_a_text_many_times_in_one_push(self):
        text = TEXT.format(number="tiga") + " Untuk banyak cabang."
        items = [
            msgspec.structs.replace(each, content=content(text, openings=place + 1, pay_minimum=6_000_000 + place))
            for place, each in enumerate(item("par_a", 100 + number, "PT Tiga Contoh", text) for number in range(30))
        ]
        outcomes = self.push(*items)
        assert {outcome.kind for outcome in outcomes} == {UpsertKind.CREATED}
        key = body_key(content(text))
        holder = employers.unclaimed_identifier("par_a", "PT Tiga Contoh")
        assert uniqueness.holder(BODY, key) == holder
        assert holders_of([key, "unheld"])[key].id == holder
        assert "unheld" not in holders_of([key, "unheld"])

    def test_what_is_not_published_holds_no_text(self):
        text = TEXT.format(number="empat") + " Wajib membayar uang jaminan sebelum mulai kerja."
        (held,) = self.push(item("par_a", 4, "PT Empat Contoh", text))
        assert held.kind is UpsertKind.HELD
        assert uniqueness.holder(BODY, body_key(content(text))) is None

    def test_a_stored_vacancy_is_compared_with_the_first(self):
        text = TEXT.format(number="lima") + " Lokasi kerja di pusat kota."
        self.push(item("par_a", 5, "PT Lima Contoh", text))
        (copy,) = self.push(item("par_b", 5, "CV Bukan Lima", text))
        vacancy = table.load(copy.vacancy_id).vacancy
        assert vacancy.state is State.PUBLISHED
        assert posted_first(vacancy) == "PT Lima Contoh"
        owner = table.load(self.push(item("par_a", 5, "PT Lima Contoh", text))[0].vacancy_id).vacancy
        assert posted_first(owner) is None
        gone = msgspec.structs.replace(vacancy, content=content("pendek"))
        assert posted_first(gone) is None
