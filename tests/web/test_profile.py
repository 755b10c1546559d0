"""The page of one's profile sends what the interface takes, and keeps what it does not show."""

import msgspec
import pytest

from chalicelib.people.model import Profile
from tests.web.node import run

_SCRIPT = """
  const { profileOf } = await module("profile");
  const entries = new FormData();
  for (const [name, value] of Object.entries(given.entries)) entries.append(name, value);
  return profileOf(given.before, entries, given.chosen);
"""
_EMPTY = {"headline": "", "level": "", "field": "", "year": "", "pay_minimum": ""}
_NOTHING = {"region": [], "skills": [], "occupations": [], "regions": [], "experiences": []}
_FULL = {
    "headline": "Teliti",
    "region": "32.75",
    "skills": ["sk_excel"],
    "experiences": [{"title": "kasir toko", "occupation": "5230", "months": 24, "since": "2030-01-01"}],
    "educations": [{"level": "smk", "field": "Akuntansi", "year": 2019}, {"level": "smp"}],
    "languages": ["id", "en"],
    "licences": ["sim_a"],
    "wishes": {
        "occupations": ["5230"],
        "regions": ["32.75"],
        "pay_minimum": 5000000,
        "employment_types": ["full_time"],
    },
}


def _after(tmp_path, before, entries, chosen):
    found = run(
        tmp_path, _SCRIPT, {"before": before, "entries": {**_EMPTY, **entries}, "chosen": {**_NOTHING, **chosen}}
    )
    return msgspec.convert(found, Profile)


def test_an_empty_form_is_an_empty_profile(tmp_path):
    assert _after(tmp_path, {"headline": "Lama", "region": "32.75"}, {}, {}) == Profile()


def test_what_the_form_does_not_show_stays(tmp_path):
    entries = {"headline": "Teliti", "level": "smk", "field": "Akuntansi", "year": "2019", "pay_minimum": "5000000"}
    chosen = {
        "region": [["32.75", "Kota Bekasi"]],
        "skills": [["sk_excel", "Microsoft Excel"]],
        "occupations": [["5230", "Kasir"]],
        "regions": [["32.75", "Kota Bekasi"]],
        "experiences": _FULL["experiences"],
    }
    assert _after(tmp_path, _FULL, entries, chosen) == msgspec.convert(_FULL, Profile)


def test_another_school_takes_the_place_of_the_one_shown_and_leaves_the_others(tmp_path):
    after = _after(tmp_path, _FULL, {"level": "s1", "field": "Hukum"}, {})
    assert [(each.level, each.field, each.year) for each in after.educations] == [
        ("s1", "Hukum", None),
        ("smp", "", None),
    ]


def test_ticks_are_wishes(tmp_path):
    wishes = _after(tmp_path, {}, {"remote": "yes", "willing_to_move": "yes"}, {}).wishes
    assert (wishes.remote, wishes.willing_to_move) == (True, True)
    assert not _after(tmp_path, {"wishes": {"remote": True}}, {}, {}).wishes.remote


@pytest.mark.parametrize(
    ("answer", "occupation"),
    [
        ([200, {"items": [{"code": "5230", "confidence": 0.94}]}], "5230"),
        ([200, {"items": [{"code": "5230", "confidence": 0.5}]}], "5230"),
        ([200, {"items": [{"code": "5230", "confidence": 0.49}]}], None),
        ([200, {"items": []}], None),
        ([503, {"detail": "Sibuk."}], None),
    ],
)
def test_a_job_has_the_code_of_its_title_where_that_is_sure(tmp_path, answer, occupation):
    script = 'answering(() => given); return [await (await module("profile")).job("kasir", "2", "3"), sent[0].path];'
    found, path = run(tmp_path, script, answer)
    assert found.pop("occupation", None) == occupation
    assert found == {"title": "kasir", "months": 27}
    assert path == "/v1/occupations/code?title=kasir"
