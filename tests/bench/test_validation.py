"""The sample of findings that is read by hand: of every rule, by seed, equal ones once."""

from datetime import UTC, datetime

from bench.validation import checked, stratified, told
from chalicelib.partners.translation import Converted
from chalicelib.vacancies.model import VacancyContent
from chalicelib.validation.checking import check
from chalicelib.validation.context import CheckContext
from tests.validation.samples import NOW, KnownEverything

AGED = [f"Melayani pembeli nomor {number}. Usia maksimal {number} tahun." for number in range(25, 45)]
RARE = "Ada penahanan ijazah selama kontrak kerja berjalan."


def results(*texts):
    context = CheckContext(now=NOW, employer_name="PT Contoh", reference=KnownEverything())
    contents = [VacancyContent(title="Kasir", description=text, region="32.75") for text in texts]
    return [
        (
            Converted(external_id=str(place), employer_name="PT Contoh", content=content, posted_at=None, notes=()),
            check(content, context),
        )
        for place, content in enumerate(contents)
    ]


def test_a_rare_rule_is_read_as_well_as_a_frequent_one():
    found = stratified(results(*AGED, RARE), 5, seed=3)
    assert (len(found["age_requirement"]), len(found["diploma_held"])) == (5, 1)
    assert list(found) == sorted(found)


def test_the_seed_decides_what_is_read():
    every = results(*AGED)
    assert stratified(every, 5, seed=3) == stratified(list(reversed(every)), 5, seed=3)
    assert stratified(every, 5, seed=3) != stratified(every, 5, seed=4)


def test_an_advert_that_is_there_twice_is_read_once():
    assert len(stratified(results(AGED[0], AGED[0]), 5, seed=1)["age_requirement"]) == 1


def test_one_rule_may_be_asked_for():
    assert list(stratified(results(*AGED, RARE), 5, seed=1, only="diploma_held")) == ["diploma_held"]
    assert stratified(results(*AGED), 5, seed=1, only="diploma_held") == {}


def test_a_phrase_is_told_with_the_words_around_it_and_a_field_with_its_title():
    ((entry, findings),) = results("Baris satu.\n" + RARE)
    lines = [told(entry, finding) for finding in findings]
    assert "Baris satu. / [[Ada penahanan ijazah]] selama kontrak kerja berjalan." in " ".join(lines)
    assert any(line.endswith("| Kasir") for line in lines)


def test_a_file_is_checked_as_a_partners_and_the_speed_told(capsys):
    ((entry, _),) = results(AGED[0])
    ((_, findings),) = checked([entry], datetime(2024, 4, 30, tzinfo=UTC))
    assert "age_requirement" in {finding.code for finding in findings}
    assert "vacancies a second" in capsys.readouterr().out
