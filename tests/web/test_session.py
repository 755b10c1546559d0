"""A session is kept for one tab, renewed once when it ends, and forgotten when it cannot be."""

import pytest

from tests.web.node import run

_OPENED = 'sessionStorage.setItem("session", JSON.stringify({ access: "old", refresh: "r1" }));'
_BEARER = """
  answering(({ path, headers }) => {
    if (path === "/v1/sessions/refresh") return given.refresh;
    return headers.Authorization === "Bearer new" ? [200, { ok: true }] : [401, { detail: "Belum masuk" }];
  });
"""
_RENEWED = {"refresh": [200, {"access_token": "new", "refresh_token": "r2", "expires_in": 900}]}
_REPORT = "answers, paths: sent.map((each) => each.path), kept: sessionStorage.kept, signedIn: signedIn()"


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


def test_tokens_are_kept_for_the_tab_alone(tmp_path):
    script = """
      answering(() => [201, { access_token: "a", refresh_token: "r", expires_in: 900, token_type: "Bearer" }]);
      const { signIn, signedIn } = await module("session");
      const before = signedIn();
      await signIn("ver_1", "123456");
      return { before, after: signedIn(), tab: sessionStorage.kept, device: localStorage.kept, body: sent[0].body };
    """
    found = run(tmp_path, script)
    assert (found["before"], found["after"]) == (False, True)
    assert found["tab"] == {"session": '{"access":"a","refresh":"r"}'}
    assert found["device"] == {}
    assert found["body"] == {"code_id": "ver_1", "code": "123456"}


def test_a_wrong_code_opens_nothing_and_says_why(tmp_path):
    script = """
      answering(() => [401, { detail: "Kode salah.", errors: [{ detail: "Kode salah." }] }]);
      const { signIn, signedIn } = await module("session");
      return [await told(() => signIn("ver_1", "0")), signedIn()];
    """
    assert run(tmp_path, script) == [{"status": 401, "message": "Kode salah."}, False]


def test_calls_that_meet_the_end_of_a_token_renew_it_once(tmp_path):
    script = f"""
      {_OPENED} {_BEARER}
      const {{ own, signedIn }} = await module("session");
      const answers = await Promise.all(["/a", "/b", "/c"].map((path) => told(async () => (await own(path)).body)));
      return {{ {_REPORT} }};
    """
    found = run(tmp_path, script, _RENEWED)
    assert found["answers"] == [{"value": {"ok": True}}] * 3
    assert found["paths"].count("/v1/sessions/refresh") == 1
    assert found["kept"] == {"session": '{"access":"new","refresh":"r2"}'}


@pytest.mark.parametrize(
    ("refresh", "status", "kept"),
    [([401, {"detail": "Belum masuk"}], 401, False), ([503, {"detail": "Sibuk"}], 503, True)],
)
def test_a_session_is_forgotten_when_it_is_over_but_not_when_it_cannot_be_asked(tmp_path, refresh, status, kept):
    script = f"""
      {_OPENED} {_BEARER}
      const {{ own, signedIn }} = await module("session");
      const answers = await told(() => own("/a"));
      return {{ {_REPORT} }};
    """
    found = run(tmp_path, script, {"refresh": refresh})
    assert found["answers"]["status"] == status
    assert found["signedIn"] is kept
    assert found["paths"] == ["/a", "/v1/sessions/refresh"]


def test_a_refresh_without_a_new_token_keeps_the_one_there_is(tmp_path):
    script = f"""
      {_OPENED} {_BEARER}
      await (await module("session")).own("/a");
      return sessionStorage.kept;
    """
    found = run(tmp_path, script, {"refresh": [200, {"access_token": "new", "expires_in": 900}]})
    assert found == {"session": '{"access":"new","refresh":"r1"}'}


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
    script = 'sessionStorage.setItem("session", given); return (await module("session")).signedIn();'
    assert run(tmp_path, script, stored) is False


@pytest.mark.parametrize("answer", ["[204]", "[500, {}]", 'Promise.reject(new TypeError("offline"))'])
def test_signing_out_forgets_whatever_is_answered(tmp_path, answer):
    script = f"""
      {_OPENED}
      answering(() => {answer});
      const {{ signOut, signedIn }} = await module("session");
      await signOut();
      return [signedIn(), sessionStorage.kept, sent];
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
        ([502, "<html>Bad gateway</html>"], "502"),
        ([500, {}], "500"),
    ],
)
def test_an_answer_that_says_no_is_told_with_its_fields(tmp_path, answer, message):
    script = 'answering(() => given); return told(async () => (await module("parts")).call("/a"));'
    assert run(tmp_path, script, answer) == {"status": answer[0], "message": message}
