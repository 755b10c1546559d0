"""The button that saves a search: once for one search, and only for whoever is signed in."""

import pytest

from tests.web.node import run

_PAGE = """
  class Element {
    constructor(name) { this.name = name; this.parts = []; this.attributes = {}; this.listeners = {}; }
    setAttribute(name, value) { this.attributes[name] = value; }
    getAttribute(name) { return this.attributes[name] ?? null; }
    append(...parts) { this.parts.push(...parts); }
    replaceChildren(...parts) { this.parts = parts; }
    addEventListener(kind, listener) { this.listeners[kind] = listener; }
    get said() { return this.parts.map((part) => part.href ?? part).join(""); }
  }
  globalThis.document = { createElement: (name) => new Element(name) };
  const { saveButton } = await module("saved");
  const press = async (made) => { await made[0].listeners.click(); return made[1].said; };
  const asked = (text) => new URLSearchParams(text);
"""
_SIGNED_IN = 'localStorage.setItem("session", JSON.stringify({ access: "a", refresh: "r" }));'


def test_pressing_again_after_a_failure_saves_once_and_after_success_not_at_all(tmp_path):
    script = f"""
      {_PAGE} {_SIGNED_IN}
      const made = saveButton(asked("q=kasir&region=31"));
      const answers = [[503, {{ detail: "Sibuk." }}], [201, {{}}]];
      answering(() => answers.shift());
      return {{ said: [await press(made), await press(made), await press(made)], sent }};
    """
    found = run(tmp_path, script)
    assert found["said"][0] == "Belum tersimpan. Sibuk."
    assert found["said"][1] == found["said"][2]
    assert found["said"][1].endswith("#/pencarian")
    first, second = found["sent"]
    assert first == second
    assert len(first["headers"]["Idempotency-Key"]) == 32
    assert (first["method"], first["path"]) == ("POST", "/v1/people/me/saved-searches")
    assert first["body"] == {"parameters": {"q": "kasir", "region": ["31"]}}


def test_another_search_has_another_key(tmp_path):
    script = f"""
      {_PAGE} {_SIGNED_IN}
      answering(() => [201, {{}}]);
      for (const words of ["q=kasir", "q=guru", "q=kasir"]) await press(saveButton(asked(words)));
      return sent.map((each) => each.headers["Idempotency-Key"]);
    """
    assert len(set(run(tmp_path, script))) == 3


def test_who_is_not_signed_in_is_led_there_and_nothing_is_sent(tmp_path):
    script = f"""
      {_PAGE}
      answering(() => [201, {{}}]);
      return [await press(saveButton(asked("q=kasir"))), sent];
    """
    said, sent = run(tmp_path, script)
    assert said == "Masuk dahulu untuk menyimpan pencarian. #/masuk"
    assert sent == []


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (409, "Sudah ada 50 pencarian tersimpan, paling banyak. Hapus salah satu dahulu: #/pencarian"),
        (400, "Belum tersimpan. Terlalu luas."),
    ],
)
def test_a_refusal_is_told_and_the_button_can_be_pressed_again(tmp_path, status, said):
    script = f"""
      {_PAGE} {_SIGNED_IN}
      answering(() => [given, {{ detail: "Terlalu luas." }}]);
      const made = saveButton(asked("q=kasir"));
      return [await press(made), await press(made), sent.length, made[0].getAttribute("aria-disabled")];
    """
    assert run(tmp_path, script, status) == [said, said, 2, "false"]


def test_a_session_that_is_over_leads_to_signing_in(tmp_path):
    script = f"""
      {_PAGE} {_SIGNED_IN}
      answering(() => [401, {{ detail: "Belum masuk" }}]);
      return [await press(saveButton(asked("q=kasir"))), localStorage.kept];
    """
    assert run(tmp_path, script) == ["Masuk dahulu untuk menyimpan pencarian. #/masuk", {}]


def test_what_asks_for_nothing_has_no_button(tmp_path):
    assert run(tmp_path, f'{_PAGE} return saveButton(asked("")).length;') == 0
