"""A session is kept on the device or for one tab, and forgotten with the signing out."""

import json

import msgspec
import pytest

from chalicelib.errors import Overloaded, TooManyRequests, Unavailable
from chalicelib.texts import Language
from chalicelib.waiting import with_wait
from functions.problems import problem_response
from functions.sessions import SignIn
from tests.web.node import run

_OPENED = 'localStorage.setItem("session", JSON.stringify({ access: "old", refresh: "r1", begun: "b" }));'
_REPORT = "answers, paths: sent.map((each) => each.path), kept: localStorage.kept, signedIn: signedIn()"


@pytest.mark.parametrize(
    ("contact", "body"),
    [
        ("sari@contoh.invalid", {"email": "sari@contoh.invalid"}),
        ("0812-0000-0000", {"phone": "0812-0000-0000"}),
        ("+628120000000", {"phone": "+628120000000"}),
    ],
)
def test_a_code_is_asked_for_by_what_the_contact_is(tmp_path, contact, body):
    script = """
      answering(() => [202, { code_id: "ver_1", expires_at: "" }]);
      return [await (await module("session")).requestCode(given), sent];
    """
    code_id, sent = run(tmp_path, script, contact)
    assert code_id == "ver_1"
    assert [(each["path"], each["method"], each["body"]) for each in sent] == [("/v1/sessions/codes", "POST", body)]
    assert "Authorization" not in sent[0]["headers"]


_SIGN_IN = """
  answering(() => [201, { access_token: "a", refresh_token: "r", expires_in: 900, device_token: "dev" }]);
  const { signIn, signedIn } = await module("session");
  const before = signedIn();
  await signIn(given);
  return { before, after: signedIn(), tab: sessionStorage.kept, device: localStorage.kept, body: sent[0].body };
"""


def _session(kept):
    found = json.loads(kept["session"])
    assert len(found.pop("begun")) == 32
    return found


def test_tokens_are_kept_on_ones_own_device(tmp_path):
    found = run(tmp_path, _SIGN_IN, {"contact": "sari@contoh.invalid", "codeId": "ver_1", "code": "123456"})
    assert (found["before"], found["after"]) == (False, True)
    assert found["tab"] == {}
    assert _session(found["device"]) == {"access": "a", "refresh": "r"}
    assert found["body"] == {"code_id": "ver_1", "code": "123456"}
    ((name, token),) = json.loads(found["device"]["devices"])
    assert token == "dev"
    assert "sari" not in name


def test_on_a_shared_device_tokens_are_kept_for_the_tab_alone(tmp_path):
    found = run(tmp_path, _SIGN_IN, {"contact": "08120000", "codeId": "v", "code": "1", "tab": True})
    assert found["device"] == {}
    assert _session(found["tab"]) == {"access": "a", "refresh": "r", "tab": True}


def test_each_of_a_family_has_a_device_of_their_own_and_signing_out_leaves_it(tmp_path):
    script = """
      let number = 0;
      const session = () => ({ access_token: "a", refresh_token: "r", device_token: `dev${++number}` });
      answering(({ method }) => (method === "DELETE" ? [204] : [201, session()]));
      const { signIn, signOut } = await module("session");
      for (const contact of given) {
        await signIn({ contact, password: "x" });
        await signOut();
      }
      return sent.filter(({ method }) => method === "POST").map(({ body }) => body.device_token ?? null);
    """
    contacts = ["sari@contoh.invalid", "0812-0000-0001", " Sari@Contoh.invalid", "+62 812 0000 0001", "08120000002"]
    assert run(tmp_path, script, contacts) == [None, None, "dev1", "dev2", None]


def test_no_more_than_eight_devices_are_remembered_and_the_latest_stay(tmp_path):
    script = """
      let number = 0;
      answering(() => [201, { access_token: "a", refresh_token: "r", device_token: `dev${++number}` }]);
      const { signIn } = await module("session");
      for (let each = 0; each < 12; each += 1) await signIn({ contact: `orang${each}@contoh.invalid`, password: "x" });
      return JSON.parse(localStorage.getItem("devices")).map(([, token]) => token);
    """
    assert run(tmp_path, script) == [f"dev{number}" for number in range(12, 4, -1)]


@pytest.mark.parametrize("stored", ["{", "null", "{}", '"x"', "[1, [2], null]"])
def test_spoilt_devices_are_none_and_do_not_keep_anybody_out(tmp_path, stored):
    script = """
      localStorage.setItem("devices", given);
      answering(() => [201, { access_token: "a", refresh_token: "r", device_token: "dev" }]);
      await (await module("session")).signIn({ contact: "sari@contoh.invalid", password: "x" });
      return [sent[0].body, JSON.parse(localStorage.getItem("devices")).length];
    """
    assert run(tmp_path, script, stored) == [{"email": "sari@contoh.invalid", "password": "x"}, 1]


@pytest.mark.parametrize(
    ("typed", "body"),
    [
        ({"contact": "a@b.invalid", "password": " x "}, {"email": "a@b.invalid", "password": " x "}),
        ({"contact": "0812", "password": "x"}, {"phone": "0812", "password": "x"}),
        ({"contact": "0812", "codeId": "v", "code": "1"}, {"code_id": "v", "code": "1"}),
        ({"contact": "0812", "password": "", "codeId": "v", "code": "1"}, {"code_id": "v", "code": "1"}),
        (
            {"contact": "0812", "password": "x", "codeId": "v", "code": "1", "factor": "123 456"},
            {"phone": "0812", "password": "x", "code_id": "v", "code": "1", "second_factor": "123456"},
        ),
        ({"contact": "0812", "password": "x", "codeId": "v"}, {"phone": "0812", "password": "x"}),
    ],
)
def test_what_is_sent_to_sign_in_is_what_the_interface_takes(tmp_path, typed, body):
    found = run(tmp_path, 'return (await module("session")).proofs(given);', typed)
    assert found == body
    msgspec.convert(found, SignIn)


def test_a_wrong_code_opens_nothing_and_says_why(tmp_path):
    script = """
      answering(() => [401, { detail: "Kode salah.", errors: [{ detail: "Kode salah." }] }]);
      const { signIn, signedIn } = await module("session");
      return [await told(() => signIn({ codeId: "ver_1", code: "0" })), signedIn()];
    """
    assert run(tmp_path, script) == [{"status": 401, "message": "Kode salah."}, False]


def test_other_errors_are_not_taken_for_the_end_of_a_session(tmp_path):
    script = f"""
      {_OPENED}
      answering(() => [409, {{ detail: "Paling banyak 50." }}]);
      const {{ own, signedIn }} = await module("session");
      const answers = await told(() => own("/a", {{ method: "POST", body: {{}} }}));
      return {{ {_REPORT} }};
    """
    found = run(tmp_path, script)
    assert found["answers"] == {"status": 409, "message": "Paling banyak 50."}
    assert (found["paths"], found["signedIn"]) == (["/a"], True)


def test_nobody_who_is_not_signed_in_asks_for_their_own(tmp_path):
    script = """
      answering(() => [200, {}]);
      return [await told(async () => (await module("session")).own("/a")), sent];
    """
    assert run(tmp_path, script) == [{"status": 401, "message": "401"}, []]


@pytest.mark.parametrize("stored", ["{", "null", "{}", '"x"'])
def test_a_spoilt_session_is_none(tmp_path, stored):
    script = 'localStorage.setItem("session", given); return (await module("session")).signedIn();'
    assert run(tmp_path, script, stored) is False


@pytest.mark.parametrize("answer", ["[204]", "[500, {}]", 'Promise.reject(new TypeError("offline"))'])
def test_signing_out_forgets_whatever_is_answered(tmp_path, answer):
    script = f"""
      {_OPENED}
      answering(() => {answer});
      const {{ signOut, signedIn }} = await module("session");
      await signOut();
      return [signedIn(), {{ ...sessionStorage.kept, ...localStorage.kept }}, sent];
    """
    signed_in, kept, sent = run(tmp_path, script)
    assert (signed_in, kept) == (False, {})
    (request,) = sent
    assert (request["method"], request["path"]) == ("DELETE", "/v1/sessions/current")
    assert request["body"] == {"refresh_token": "r1"}
    assert request["headers"]["Authorization"] == "Bearer old"


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ([400, {"detail": "Masukan salah.", "errors": [{"detail": "Terlalu luas."}]}], "Masukan salah. Terlalu luas."),
        ([400, {"detail": "Sama.", "errors": [{"detail": "Sama."}, {"detail": "Lain."}]}], "Sama. Lain."),
        ([502, "<html>Bad gateway</html>"], "Layanan sedang tidak menjawab (502). Coba lagi sebentar."),
        ([500, {}], "Layanan sedang tidak menjawab (500). Coba lagi sebentar."),
        ([200, "<html>Masuk ke Wi-Fi</html>"], "Layanan sedang tidak menjawab (200). Coba lagi sebentar."),
    ],
)
def test_an_answer_that_says_no_is_told_with_its_fields(tmp_path, answer, message):
    script = 'answering(() => given); return told(async () => (await module("parts")).call("/a"));'
    status = None if answer[0] == 200 else answer[0]
    assert run(tmp_path, script, answer) == {"status": status, "message": message}


_REFUSED = """
  const often = { status: given.status, headers: given.seconds ? { "Retry-After": given.seconds } : {} };
  globalThis.fetch = async () => new Response(given.body, often);
  return told(async () => (await module("parts")).call("/a"));
"""


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("error", [TooManyRequests(150), Overloaded(4), Unavailable()])
def test_whoever_is_to_wait_reads_once_how_long(tmp_path, language, error):
    answer = problem_response(error, "i", language)
    given = {"status": error.status, "seconds": answer.headers["Retry-After"], "body": answer.body}
    found = run(tmp_path, _REFUSED, given)
    assert found == {"status": error.status, "message": with_wait(error.title, error.retry_after).in_language(language)}


@pytest.mark.parametrize(("seconds", "said"), [("30", "dalam 30 detik"), ("150", "dalam 3 menit"), (None, "sebentar")])
def test_what_stands_between_and_says_nothing_is_put_into_words(tmp_path, seconds, said):
    found = run(tmp_path, _REFUSED, {"status": 429, "seconds": seconds, "body": "<html>429</html>"})
    assert found == {"status": 429, "message": f"Layanan sedang tidak menjawab (429). Coba lagi {said}."}


@pytest.mark.parametrize("breaks", ["fetch", "body"])
def test_a_connection_that_breaks_is_told_in_the_readers_words(tmp_path, breaks):
    script = """
      const broken = () => { throw new TypeError("Failed to fetch"); };
      const half = { ok: true, status: 200, headers: new Headers(), text: broken };
      globalThis.fetch = async () => (given === "fetch" ? broken() : half);
      return told(async () => (await module("parts")).call("/a"));
    """
    message = "Tidak ada sambungan. Periksa internet Anda, lalu coba lagi."
    assert run(tmp_path, script, breaks) == {"status": None, "message": message}


def test_a_tab_does_nothing_in_the_name_of_somebody_who_signed_in_elsewhere(tmp_path):
    script = f"""
      {_OPENED}
      answering(() => [200, {{ ok: true }}]);
      const {{ own }} = await module("session");
      localStorage.setItem("session", JSON.stringify({{ access: "theirs", refresh: "r9", begun: "another" }}));
      const first = await told(() => own("/a", {{ method: "DELETE" }}));
      const paths = sent.length;
      return [first, paths, await told(async () => (await own("/a")).body)];
    """
    first, sent, second = run(tmp_path, script)
    assert (first["status"], sent) == (401, 0)
    assert second == {"value": {"ok": True}}, "shown anew, the page is theirs"
