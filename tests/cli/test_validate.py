"""``padan validate`` and ``padan policy diff`` need no platform."""

import json

import pytest

from chalicelib.validation import RULES_VERSION, policy
from tests.cli.conftest import command

GOOD = {
    "title": "Kasir Minimarket",
    "description": "Melayani pembayaran pelanggan, menghitung kas, dan menata barang di rak.",
    "occupation": "5230",
    "region": "32.73",
    "pay_minimum": 6_500_000,
}
LOW = {**GOOD, "pay_minimum": 2_500_000}
BASE = ("--employer", "PT Contoh", "--on", "2026-03-02", "--json")


@pytest.fixture
def file(tmp_path):
    def write(content):
        path = tmp_path / "vacancies.json"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


def test_a_vacancy_in_which_nothing_is_wrong_passes(file):
    told = command("validate", file(json.dumps(GOOD, indent=2)), *BASE).good().json
    assert told == {
        "rules": RULES_VERSION,
        "vacancies": [{"line": 1, "title": "Kasir Minimarket", "outcome": "publish", "findings": []}],
    }


def test_what_is_held_is_refused_with_its_reason(file):
    found = command("validate", file(json.dumps(LOW)), *BASE)
    assert found.code == 1
    (vacancy,) = found.json["vacancies"]
    assert (vacancy["outcome"], vacancy["findings"][0]["code"]) == ("hold", "pay_below_minimum")
    shown = command("validate", file(json.dumps(LOW)), *BASE[:-1])
    assert "pay_below_minimum" in shown.out


def test_each_line_is_a_vacancy_and_is_named(file):
    lines = "\n".join(json.dumps(each) for each in (GOOD, LOW)) + "\n\n"
    found = command("validate", file(lines), *BASE)
    assert [(each["line"], each["outcome"]) for each in found.json["vacancies"]] == [(1, "publish"), (2, "hold")]


def test_an_earlier_version_finds_what_it_found(file):
    denied = {**GOOD, "description": "Melayani pembeli di toko. Gaji harian, tanpa THR."}
    now = command("validate", file(json.dumps(denied)), *BASE).json
    then = command("validate", file(json.dumps(denied)), *BASE, "--rules", "rules.42+policy.1").good().json
    assert [each["code"] for each in now["vacancies"][0]["findings"]] == ["holiday_allowance_denied"]
    assert then["vacancies"][0]["findings"] == []


def test_the_day_decides_about_the_wage(file):
    pay = {**GOOD, "pay_minimum": 4_400_000}
    assert command("validate", file(json.dumps(pay)), *BASE).code == 1
    command("validate", file(json.dumps(pay)), "--employer", "PT Contoh", "--on", "2024-03-02").good()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--rules", "rules.999+policy.1"), "rules.1+policy.1"),
        (("--on", "tomorrow"), "tomorrow"),
        (("--source", "nobody"), "nobody"),
    ],
)
def test_a_wrong_option_is_named(file, options, told):
    refused = command("validate", file(json.dumps(GOOD)), *options)
    assert refused.code == 2
    assert told in refused.err


@pytest.mark.parametrize(
    "content", [b"{", b"[]", b"\xff\xfe", b"nil", b'{"title": "ab"}', b'{"titel": "Kasir"}', b'{"title": "Kasir"}\n{']
)
def test_what_is_no_vacancy_is_told_with_its_line(file, content):
    refused = command("validate", file(content))
    assert refused.code == 2
    assert "line" in refused.err


@pytest.mark.parametrize(
    ("content", "line", "told"),
    [
        (b"[" * 200_000, 1, "nested too deeply"),
        (b'{"title": "Kasir", "description": ' + b'{"a":' * 100_000, 1, "nested too deeply"),
        (b'{"title": "Kasir"}\n' + b"[" * 200_000, 2, "nested too deeply"),
        (b'{"title": ', 1, "This is no JSON: it breaks off."),
        (b'{"title": "Kasir"}\n{"title" "Kasir"}', 2, "This is no JSON: wrong at byte 9."),
    ],
)
def test_what_is_no_json_is_told_in_words(file, content, line, told):
    refused = command("validate", file(content))
    assert refused.code == 2
    assert f"line {line}: " in refused.err
    assert told in refused.err
    assert "Traceback" not in refused.err


def _findings(file, *options, **changes):
    found = command("validate", file(json.dumps({**GOOD, **changes})), "--employer", "PT Contoh", "--json", *options)
    return {each["code"]: each for each in found.json["vacancies"][0]["findings"]}


@pytest.mark.parametrize("day", ["2027-12-31", "2028-01-01", "2040-06-01"])
def test_the_newest_wages_go_on_holding_and_say_of_which_year_they_are(file, day):
    said = _findings(file, "--on", day, pay_minimum=1_000_000)["pay_below_minimum"]["message"]
    assert "2026; upah minimum " + day[:4] + " belum tercatat" in said["id"]
    assert "2026; that of " + day[:4] + " is not recorded yet" in said["en"]


def test_before_the_first_year_of_the_tables_it_is_said_that_nothing_was_checked(file):
    said = _findings(file, "--on", "2019-05-01", pay_minimum=1_000_000)
    assert "pay_below_minimum" not in said
    assert said["minimum_wage_unknown"]["severity"] == "warn"
    assert "2019" in said["minimum_wage_unknown"]["message"]["en"]
    assert "minimum_wage_unknown" not in _findings(file, "--on", "2026-05-01", pay_minimum=1_000_000)


def test_an_older_policy_weighs_the_newest_rules_and_is_named(file):
    command("validate", file(json.dumps(GOOD)), *BASE, "--rules", "rules.1+policy.2")
    refused = command("validate", file(json.dumps(GOOD)), *BASE, "--rules", "rules.999+policy.1")
    assert "rules.1+policy.2" in refused.err


def test_a_file_that_is_not_there_is_told(tmp_path):
    refused = command("validate", str(tmp_path / "none.json"))
    assert refused.code == 2
    assert "none.json" in refused.err.replace("\n", "")


def test_an_empty_file_holds_no_vacancy(file):
    assert "no vacancy" in command("validate", file(b"\n\n")).good().out


def test_policies_are_compared_by_rule_and_source():
    told = command("policy", "diff", "1", "2", "--json").good().json
    rows = {(each["rule"], each["source"]): (each["before"], each["after"]) for each in told["differences"]}
    assert rows["unpaid_trial", "employer"] == (None, "hold")
    assert all(rule not in policy.load(1).severities or before != after for (rule, _), (before, after) in rows.items())
    assert told["from"]["approved_by"] != told["from"]["proposed_by"]
    assert command("policy", "diff", "1", "1", "--json").good().json["differences"] == []
    assert "unpaid_trial" in command("policy", "diff", "1", "2").good().out


def test_a_policy_that_is_not_there_is_told():
    refused = command("policy", "diff", "1", "99")
    assert refused.code == 2
    assert "1, 2" in refused.err
