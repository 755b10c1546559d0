"""The page about the rules: current, complete, in both languages."""

from pathlib import Path

import pytest

from chalicelib.validation.catalogue import CATALOGUE
from local import rules_page

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def section(code: str) -> str:
    return PAGE.read_text(encoding="utf-8").partition(f"### `{code}`\n")[2].partition("\n### ")[0]


def test_it_is_what_the_rules_say():
    assert PAGE.read_text(encoding="utf-8") == rules_page.page(), "run: make rules"


@pytest.mark.parametrize("rule", CATALOGUE.rules, ids=lambda rule: rule.code)
def test_every_rule_is_told_with_its_law_both_languages_and_examples(rule):
    told = section(rule.code)
    assert rule.message.id in told
    assert rule.message.en in told
    assert rule.legal_basis is None or rule.legal_basis in told
    assert f"- Version: {rule.version}" in told
    for part in ("Severity: ", "Fields looked at: `/", "Example: ", "Near miss: "):
        assert part in told
    assert "Example: -" not in told


def test_earlier_versions_that_are_kept_are_named():
    assert "- Version: 3 (kept: 2, 3)" in section("pay_below_minimum")


@pytest.mark.parametrize(
    ("code", "step"),
    [
        ("region_missing", "complete"),
        ("pay_unusual", "plausible"),
        ("hours_unlawful", "legal"),
        ("child_labour", "legal"),
        ("age_requirement", "fair"),
        ("religion_requirement", "fair"),
        ("fee_asked", "fraud"),
        ("fraud_suspected", "fraud"),
    ],
)
def test_a_rule_stands_in_its_part_of_the_check(code, step):
    (rule,) = [each for each in CATALOGUE.rules if each.code == code]
    assert rules_page.step_of(rule) == step


@pytest.mark.parametrize(("step", "least"), [("complete", 15), ("legal", 10), ("fair", 9), ("plausible", 5)])
def test_every_part_has_rules_enough(step, least):
    assert sum(rules_page.step_of(rule) == step for rule in CATALOGUE.rules) >= least


def test_a_legal_rule_names_an_act_or_a_regulation():
    acts = ("UU ", "PP ", "Permenaker ", "Perpres ", "SE Menaker ", "regulated_occupations")
    for rule in CATALOGUE.rules:
        if rules_page.step_of(rule) in ("legal", "fair"):
            assert any(act in (rule.legal_basis or "") for act in acts), rule.code


def test_severities_that_differ_by_source_are_all_told():
    told = section("description_missing")
    for source in ("employer", "officer", "partner", "feed", "public"):
        assert f"{source} `" in told


def test_it_is_written_where_it_is_wanted(tmp_path):
    assert rules_page.main(str(tmp_path / "rules.md")) == 0
    assert (tmp_path / "rules.md").read_text(encoding="utf-8") == rules_page.page()
