"""Findings under the rules of an earlier day, and what keeps them the same."""

from datetime import date

import pytest

from chalicelib.errors import InvalidInput
from chalicelib.texts import Text
from chalicelib.vacancies.model import VacancyContent
from chalicelib.validation import checking, editions, policy, recheck
from chalicelib.validation.catalogue import CATALOGUE, Catalogue, Observation, Rule
from local import editions as keeping
from tests.validation import case_files, recording
from tests.validation.test_checking import CONTEXT

ALL = [editions.load(number) for number in editions.numbers()]
each_edition = pytest.mark.parametrize("edition", ALL, ids=lambda edition: str(edition.number))


def _rule(version: int, pointer: str = "/title") -> Rule:
    return Rule(
        code="x", version=version, message=Text("a", "b"), observe=lambda subject: (Observation(pointer=pointer),)
    )


@each_edition
def test_every_version_that_an_edition_names_is_kept(edition):
    missing = {code: n for code, n in edition.versions.items() if n not in CATALOGUE.versions(code)}
    assert missing == {}, "keep the earlier version of a rule beside the new one (docs/validation.md)"


@each_edition
def test_the_policy_of_an_edition_weighs_every_rule_of_it(edition):
    assert set(edition.versions) <= set(policy.load(edition.policy).severities)


def test_the_newest_edition_names_the_newest_rules_and_policy():
    newest = editions.newest()
    assert newest.versions == editions.present(), "run: python -m local.editions open"
    assert newest.policy == policy.CURRENT.version
    assert f"rules.{newest.number}+policy.{newest.policy}" == checking.RULES_VERSION


def test_only_the_newest_edition_may_be_open():
    assert all(edition.published for edition in ALL[:-1])
    days = [edition.published for edition in ALL if edition.published]
    assert days == sorted(days)


def test_a_published_rule_finds_what_it_always_found():
    assert recording.changed(recording.present(), recording.recorded(), recording.published()) == []


def test_what_every_published_version_finds_is_recorded():
    """Cases are added all the time; what a published edition finds in them must be on record when it is published."""
    recorded, names = recording.recorded(), recording.published()
    assert any(found.keys() & names for found in recorded.values())
    for rule in names:
        assert any(rule in found for found in recorded.values()), "run: python -m tests.validation.recording"


def test_a_rule_that_finds_something_else_is_noticed():
    case = case_files.every()[0].id
    before = {case: {"x.1": "aaaa"}}
    assert recording.changed({case: {"x.1": "bbbb"}}, before, frozenset({"x.1"})) == [f"x.1 in {case}"]
    assert recording.changed({case: {}}, before, frozenset({"x.1"})) == [f"x.1 in {case}"]
    assert recording.changed({case: {"x.1": "aaaa", "x.2": "c"}}, before, frozenset({"x.1"})) == []
    assert recording.changed({"new": {"x.1": "bbbb"}}, before, frozenset({"x.1"})) == []


def test_versions_of_a_rule_stand_side_by_side_and_the_newest_runs():
    catalogue = Catalogue()
    for version in (2, 1, 10):
        catalogue.rule("x", version=version, message=Text("a", "b"))(lambda subject: ())
    assert [rule.version for rule in catalogue.rules] == [10]
    assert [rule.version for rule in catalogue.every] == [1, 2, 10]
    assert catalogue.versions("x") == (1, 2, 10)
    assert catalogue.versions("y") == ()
    assert [rule.version for rule in catalogue.chosen({"x": 2})] == [2]
    with pytest.raises(KeyError):
        catalogue.chosen({"x": 3})


@pytest.mark.parametrize("version", editions.known())
def test_a_check_can_be_done_again_under_every_edition(version):
    number = int(version.partition("+")[0].removeprefix("rules."))
    for case in case_files.every()[::7]:
        for finding in recheck(case.content, case.context, version):
            assert finding.rule_version == editions.load(number).versions[finding.code]


def test_each_edition_is_weighed_by_every_policy_that_knows_its_rules():
    for number in editions.numbers():
        edition = editions.load(number)
        assert edition.policy in editions.policies(edition)
        for each in policy.numbers():
            missing = edition.versions.keys() - policy.load(each).severities.keys()
            assert (each in editions.policies(edition)) is (not missing)
    assert {"rules.1+policy.1", "rules.1+policy.2", "rules.2+policy.2"} <= set(editions.pairs())


def test_an_older_policy_that_lacks_rules_is_refused_and_one_that_has_them_is_named():
    denied = VacancyContent(title="Kasir", description="Melayani pembeli di toko. Gaji harian, tanpa THR.")
    with pytest.raises(InvalidInput) as refused:
        recheck(denied, CONTEXT, "rules.2+policy.1")
    assert "rules.1+policy.2" in refused.value.errors[0].detail.en
    assert recheck(denied, CONTEXT, "rules.1+policy.2") is not None


def test_the_newest_edition_and_policy_find_what_the_check_finds():
    for case in case_files.every()[::5]:
        again = recheck(case.content, case.context, checking.RULES_VERSION)
        assert again == checking.check(case.content, case.context)


OF_THE_FIRST = [
    (
        "Wanita, single, Muslim, max 27 tahun. Biaya pendaftaran Rp150.000 ditransfer ke admin.",
        [
            ("fee_asked", 1, "Biaya pendaftaran Rp1", "hold"),
            ("pay_below_minimum", 2, None, "hold"),
            ("age_requirement", 1, "max 27 tahun", "mend"),
            ("marital_requirement", 1, "single", "mend"),
            ("sex_requirement", 1, "Wanita", "mend"),
            ("occupation_missing", 1, None, "warn"),
        ],
    ),
    (
        "Belum menikah, berpenampilan menarik, TB 160 cm. Bersedia menahan ijazah asli.",
        [
            ("diploma_held", 1, "Bersedia menahan ijazah", "hold"),
            ("pay_below_minimum", 2, None, "hold"),
            ("appearance_requirement", 1, "berpenampilan menarik", "mend"),
            ("appearance_requirement", 1, "TB 160 cm", "mend"),
            ("marital_requirement", 1, "Belum menikah", "mend"),
            ("occupation_missing", 1, None, "warn"),
        ],
    ),
    (
        "Melayani calon pengantin yang belum menikah; kain tidak cacat; wajib KTP Bekasi.",
        [
            ("pay_below_minimum", 2, None, "hold"),
            ("marital_requirement", 1, "belum menikah", "mend"),
            ("occupation_missing", 1, None, "warn"),
        ],
    ),
]
"""What edition 1 found on its day, its mistakes with it: the phrase that ends inside a sum, the couple to be wed."""


@pytest.mark.parametrize(("text", "expected"), OF_THE_FIRST)
def test_a_vacancy_checked_under_the_first_edition_is_found_as_it_was(text, expected):
    content = VacancyContent(title="Staf Toko", description=text, region="31.71", pay_minimum=4_000_000)
    then = recheck(content, CONTEXT, "rules.1+policy.1")
    assert [(each.code, each.rule_version, each.phrase, each.severity) for each in then] == expected
    assert then == recheck(content, CONTEXT, "rules.42+policy.1")
    assert then != checking.check(content, CONTEXT)


@pytest.mark.parametrize("old", ["rules.38+policy.1", "rules.39+policy.1", "rules.42+policy.1"])
def test_histories_from_before_editions_mean_the_first(old):
    content = VacancyContent(title="Kasir", description="Melayani pembeli toko. Usia maksimal 25 tahun.")
    assert recheck(content, CONTEXT, old) == recheck(content, CONTEXT, "rules.1+policy.1")


def test_no_edition_is_called_like_an_old_sum():
    sums = [number for edition in ALL for number in edition.also]
    assert len(set(sums)) == len(sums)
    assert not set(sums) & set(editions.numbers())


@pytest.mark.parametrize(
    "version",
    [
        *("", "rules.2", "policy.1", "rules.0+policy.1", "rules.9999+policy.1", "rules.1+policy.99"),
        *("rules.1+policy.1 ", "rules.-1+policy.1", "rules.٣+policy.1", "rules.1+policy.1\n", "x" * 500),
    ],
)
def test_a_version_that_never_was_is_refused_by_its_field(version):
    with pytest.raises(InvalidInput) as refused:
        recheck(VacancyContent(title="Kasir"), CONTEXT, version)
    (field,) = refused.value.errors
    assert (field.pointer, field.code) == ("/rules", "unknown_version")
    assert "rules.1+policy.1" in field.detail.en
    assert len(field.detail.id) < 300


def test_an_edition_is_published_once_and_then_succeeded():
    now = editions.Edition(number=7, policy=1, versions=editions.present())
    done = keeping.published(now, date(2026, 12, 1))
    assert (done.published, done.policy) == ("2026-12-01", policy.CURRENT.version)
    with pytest.raises(ValueError, match="edition 7 is published"):
        keeping.published(done, date(2026, 12, 2))
    after = keeping.opened(done)
    assert (after.number, after.published, after.also) == (8, None, ())
    with pytest.raises(ValueError, match="edition 8 is open"):
        keeping.opened(after)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(editions, "FOLDER", tmp_path)
    editions.load.cache_clear()
    yield tmp_path
    editions.load.cache_clear()


def test_what_is_written_of_an_edition_is_read_again(folder):
    edition = editions.Edition(number=3, policy=2, versions={"b": 1, "a": 2}, published="2026-12-01", also=(38, 42))
    keeping.write(edition)
    assert editions.numbers() == (3,)
    assert editions.load(3) == edition


def test_an_open_edition_is_published_and_the_next_opened_by_command(folder, capsys):
    keeping.write(editions.Edition(number=1, policy=1))
    assert editions.load(1).versions == editions.present()
    assert keeping.main(["publish", "2026-12-01"]) == 0
    editions.load.cache_clear()
    assert editions.load(1).versions == editions.present()
    assert editions.load(1).published == "2026-12-01"
    assert keeping.main(["publish", "2026-12-02"]) == 1
    assert "published already" in capsys.readouterr().err
    assert keeping.main(["open"]) == 0
    assert editions.numbers() == (1, 2)
    assert keeping.main(["open"]) == 1
    assert keeping.main(["publish", "tomorrow"]) == 1
    assert keeping.main([]) == 2
