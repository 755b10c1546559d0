"""Conditions in everyday words."""

import pytest

from search.reading.conditions import Conditions
from search.reading.conditions import find_conditions as find
from search.reading.shorthand import written_out


def find_conditions(text: str) -> Conditions:
    """Read ``text`` as it comes from a query: short forms written out."""
    return find(written_out(text))


@pytest.mark.parametrize(
    "text",
    ["tanpa pengalaman", "non pengalaman", "belum berpengalaman", "tidak perlu pengalaman", "no experience",
     "gak perlu pengalaman"],
)  # fmt: skip
def test_no_experience(text: str) -> None:
    found = find_conditions(f"kasir {text}")
    assert found.experience_months == 0
    assert found.rest.split() == ["kasir"]


@pytest.mark.parametrize("text", ["fresh graduate", "freshgraduate", "fresh grad", "lulusan baru", "baru lulus"])
def test_fresh_graduates_have_no_experience(text: str) -> None:
    found = find_conditions(f"admin {text}")
    assert found.fresh_graduate
    assert found.experience_months == 0
    assert found.rest.split() == ["admin"]


@pytest.mark.parametrize(
    ("text", "months"),
    [("pengalaman 2 tahun", 24), ("2 years experience", 24), ("berpengalaman minimal 6 bulan", 6), ("kasir", None)],
)
def test_experience_had(text: str, months: int | None) -> None:
    assert find_conditions(text).experience_months == months


@pytest.mark.parametrize("text", ["remote", "wfh", "work from home", "kerja dari rumah"])
def test_remote_work(text: str) -> None:
    assert find_conditions(f"penulis {text}").remote
    assert find_conditions(f"penulis {text}").rest.split() == ["penulis"]


def test_disability() -> None:
    assert find_conditions("loker ramah disabilitas").disability_friendly
    assert find_conditions("loker untuk penyandang difabel").disability_friendly


@pytest.mark.parametrize(
    "text",
    ["kerja dr rumah", "dari rumah aja", "kerja di rumah", "kerja online dari rumah", "pekerjaan di rumah saja",
     "kerjaan dari rumah"],
)  # fmt: skip
def test_home_is_remote_in_many_words(text: str) -> None:
    found = find_conditions(f"admin {text}")
    assert found.remote
    assert set(found.rest.split()) <= {"admin", "aja"}


@pytest.mark.parametrize(
    "text", ["kerja di rumah sakit", "dr rumah sakit", "kerja di rumah makan", "pekerjaan rumah tangga", "art di rumah"]
)
def test_other_houses_are_no_home(text: str) -> None:
    assert not find_conditions(text).remote


@pytest.mark.parametrize("text", ["tdk perlu pengalaman", "blm berpengalaman", "tanpa pglmn"])
def test_experience_in_short_forms(text: str) -> None:
    assert find_conditions(f"kasir {text}").experience_months == 0
