"""What is asked for next by whoever signs in or registers."""

import msgspec
import pytest

from chalicelib.people.registration import Registration
from security.consent import CURRENT
from tests.web.node import run


@pytest.mark.parametrize(
    ("given", "codes", "step"),
    [
        ({"password": "x"}, ["second_factor_needed"], "factor"),
        ({"code": "1"}, ["second_factor_needed"], "factor"),
        ({"password": "x", "factor": "0"}, ["second_factor_wrong"], "factor"),
        ({"password": "x"}, ["second_proof_needed"], "code"),
        ({"code": "1"}, ["second_proof_needed"], "password"),
        ({"code": "1", "password": ""}, ["second_proof_needed"], "password"),
        ({"code": "1", "password": "x"}, ["second_proof_needed"], None),
        ({"password": "x"}, ["wrong_credentials"], None),
        ({"password": "x"}, [], None),
        ({"password": "x"}, None, None),
    ],
)
def test_a_refusal_leads_to_what_is_missing_and_a_wrong_proof_to_nothing(tmp_path, given, codes, step):
    script = 'return (await module("entering")).missing(given.given, given.codes ?? undefined);'
    assert run(tmp_path, script, {"given": given, "codes": codes}) == step


_REGISTRATION = """
  const { registration } = await module("joining");
  const entries = new FormData();
  for (const [name, value] of given.entries) entries.append(name, value);
  return registration(entries, given.wordings, "id");
"""
_WORDINGS = [{"purpose": kind.value, "version": version} for kind, version in CURRENT.items()]


@pytest.mark.parametrize(
    ("entries", "wanted"),
    [
        (
            [["name", " Sari "], ["email", "sari@contoh.invalid "], ["phone", ""], ["password", " kuda laut biru "]],
            {"name": "Sari", "email": "sari@contoh.invalid", "password": " kuda laut biru ", "consents": {}},
        ),
        (
            [["phone", "0812"], ["password", "x"], ["consents", "research"], ["consents", "contact_by_sms"]],
            {"phone": "0812", "password": "x", "consents": {"research": 1, "contact_by_sms": 1}},
        ),
        (
            [["phone", "0812"], ["consents", "made_up"], ["tab", "yes"]],
            {"phone": "0812", "password": "", "consents": {}},
        ),
    ],
)
def test_what_registers_is_what_the_interface_takes(tmp_path, entries, wanted):
    found = run(tmp_path, _REGISTRATION, {"entries": entries, "wordings": _WORDINGS})
    assert found == {"language": "id", **wanted}
    msgspec.convert(found, Registration)


def test_nobody_agrees_to_what_they_have_not_ticked(tmp_path):
    entries = [["email", "sari@contoh.invalid"], ["password", "x"]]
    assert run(tmp_path, _REGISTRATION, {"entries": entries, "wordings": _WORDINGS})["consents"] == {}


def test_one_wish_has_one_key_and_another_wish_another(tmp_path):
    script = """
      const { keys } = await module("forms");
      const key = keys();
      const wishes = [{ a: 1 }, { a: 1 }, { a: 2 }, { a: 1 }];
      return wishes.map((wish) => key(wish)["Idempotency-Key"]);
    """
    first, again, other, back = run(tmp_path, script)
    assert first == again
    assert len({first, other, back}) == 3


def test_a_list_is_read_to_its_end(tmp_path):
    script = """
      localStorage.setItem("session", JSON.stringify({ access: "a", refresh: "r" }));
      const pages = [{ items: [1, 2], next: "c 1" }, { items: [3], next: "c2" }, { items: [] }];
      answering(() => [200, pages.shift()]);
      const { whole } = await module("safety");
      return [await whole("/v1/people/me/sessions"), sent.map((each) => each.path)];
    """
    items, paths = run(tmp_path, script)
    assert items == [1, 2, 3]
    assert [path.partition("?")[2] for path in paths] == ["", "cursor=c%201", "cursor=c2"]


@pytest.mark.parametrize(
    ("error", "said", "href"),
    [
        ({"over": True, "message": "401"}, "Sesi Anda sudah berakhir; masuk lagi.", "#/masuk"),
        ({"codes": ["second_factor_required"], "message": "Pasang dahulu."}, "Pasang dahulu.", "#/keamanan"),
        ({"status": 409, "codes": ["x"], "message": "Sudah ada."}, "Sudah ada.", None),
        ({"message": "Tidak ada sambungan."}, "Tidak ada sambungan.", None),
    ],
)
def test_a_refusal_is_told_with_the_way_on(tmp_path, error, said, href):
    script = """
      globalThis.document = { createElement: (name) => ({ name }) };
      return (await module("forms")).reasons(given).map((part) => part.href ?? part.trim());
    """
    assert run(tmp_path, script, error) == [said, *([href] if href else [])]
