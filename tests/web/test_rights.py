"""The page of one's own data asks for exactly what the interface takes, and changes nothing that was not touched."""

import msgspec
import pytest

from chalicelib.people.profile import PersonChange
from chalicelib.rights.model import NewRequest, RightsKind
from security.consent import CURRENT
from tests.web.node import WEB, run

_CHANGED = """
  const { changed } = await module("rights");
  const entries = new FormData();
  for (const [name, value] of Object.entries(given.entries)) entries.append(name, value);
  return changed(entries, given.before);
"""
_BEFORE = {"name": "Tono", "email": "tono@contoh.invalid", "phone": None}
_SAME = {"name": "Tono", "email": "tono@contoh.invalid", "phone": "", "nik": ""}


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ({}, {}),
        ({"name": " Tono Wijaya "}, {"name": "Tono Wijaya"}),
        ({"phone": "081234567890"}, {"phone": "081234567890"}),
        ({"email": ""}, {"email": None}),
        ({"nik": "3275010101900001"}, {"nik": "3275010101900001"}),
        ({"nik": "  "}, {}),
    ],
)
def test_only_what_was_touched_is_sent(tmp_path, typed, wanted):
    found = run(tmp_path, _CHANGED, {"entries": {**_SAME, **typed}, "before": _BEFORE})
    assert found == wanted
    msgspec.json.decode(msgspec.json.encode(found), type=PersonChange)


_PROVEN = """
  const { proven } = await module("rights");
  const entries = new FormData();
  for (const [name, value] of Object.entries(given.entries)) entries.append(name, value);
  return proven(given.wanted, entries, given.code_id);
"""


@pytest.mark.parametrize(
    ("entries", "code_id", "proof"),
    [
        ({"code": " 123456 ", "current_password": ""}, "ver_1", {"code_id": "ver_1", "code": "123456"}),
        ({"code": "", "current_password": " kata sandi "}, "ver_1", {"current_password": " kata sandi "}),
        ({"code": "123456", "current_password": "kata sandi"}, None, {"current_password": "kata sandi"}),
        ({"code": "123456", "current_password": "kata sandi"}, "ver_1", {"code_id": "ver_1", "code": "123456"}),
        ({"code": "", "current_password": ""}, "ver_1", {}),
        ({}, None, {}),
    ],
)
def test_one_proof_goes_along_with_a_change_of_contacts_and_with_no_other(tmp_path, entries, code_id, proof):
    given = {"entries": entries, "code_id": code_id}
    for contact in ({"phone": "081234567890"}, {"email": None}):
        found = run(tmp_path, _PROVEN, {**given, "wanted": contact})
        assert found == {**contact, **proof}
        msgspec.json.decode(msgspec.json.encode(found), type=PersonChange)
    assert run(tmp_path, _PROVEN, {**given, "wanted": {"name": "Tono"}}) == {"name": "Tono"}


def test_one_more_consent_leaves_the_others_as_they_stand(tmp_path):
    present = {name.value: {"given": False, "current_version": version} for name, version in CURRENT.items()}
    present["research"] = {"given": True, "current_version": 1, "version": 1}
    present["contact_by_sms"] = {"given": False, "current_version": 1, "version": 0}
    script = 'const { withConsent } = await module("rights"); return withConsent(given, "contact_by_email", 1);'
    assert run(tmp_path, script, present) == {"research": 1, "contact_by_email": 1}


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_kind_of_request_has_a_name_and_those_offered_are_taken(tmp_path, language):
    script = """
      const { speakOther, spoken } = await module("texts");
      if (spoken() !== given) speakOther();
      return (await module("texts_own")).ownTexts().rights.asked;
    """
    assert set(run(tmp_path, script, language)) == {kind.value for kind in RightsKind}
    offered = (
        (WEB / "rights.js")
        .read_text(encoding="utf-8")
        .split("const KINDS = [")[1]
        .split("]")[0]
        .replace('"', "")
        .split(", ")
    )
    for kind in offered:
        msgspec.convert({"kind": kind, "text": "Lima huruf."}, NewRequest)


@pytest.mark.parametrize(
    ("address", "page"), [("#/data-saya", "data-saya"), ("#/data-saya/x", None), ("#/datasaya", None)]
)
def test_the_page_has_its_address(tmp_path, address, page):
    assert run(tmp_path, 'return (await module("addresses")).accountPage(given) ?? null;', address) == page
