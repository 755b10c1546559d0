"""A session is renewed once when its token ends, whoever meets the end, and a bad line ends nobody's session."""

import json

import pytest

from tests.web.node import run

_OPENED = 'localStorage.setItem("session", JSON.stringify({ access: "old", refresh: "r1", begun: "b" }));'
_BEARER = """
  answering(({ path, headers }) => {
    if (path === "/v1/sessions/refresh") return given.refresh;
    return headers.Authorization === "Bearer new" ? [200, { ok: true }] : [401, { detail: "Belum masuk" }];
  });
"""
_RENEWED = {"refresh": [200, {"access_token": "new", "refresh_token": "r2", "expires_in": 900}]}
_REPORT = "answers, paths: sent.map((each) => each.path), kept: localStorage.kept, signedIn: signedIn()"


def test_a_session_on_a_shared_device_is_not_renewed(tmp_path):
    script = f"""
      sessionStorage.setItem("session", JSON.stringify({{ access: "old", refresh: "r1", begun: "b", tab: true }}));
      {_BEARER}
      const {{ own, signedIn }} = await module("session");
      const answers = await told(() => own("/a"));
      return {{ {_REPORT}, tab: sessionStorage.kept }};
    """
    found = run(tmp_path, script, _RENEWED)
    assert (found["answers"]["status"], found["paths"], found["signedIn"]) == (401, ["/a"], False)
    assert found["tab"] == {}


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
    assert json.loads(found["kept"]["session"]) == {"access": "new", "refresh": "r2", "begun": "b"}


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
      return JSON.parse(localStorage.getItem("session"));
    """
    found = run(tmp_path, script, {"refresh": [200, {"access_token": "new", "expires_in": 900}]})
    assert found == {"access": "new", "refresh": "r1", "begun": "b"}


_LINES = """
  globalThis.waited = [];
  globalThis.setTimeout = (then, time) => { waited.push(time); queueMicrotask(then); };
"""


@pytest.mark.parametrize(
    ("losses", "renewals", "good"), [(0, 1, True), (1, 2, True), (3, 4, True), (4, 4, False), (9, 4, False)]
)
def test_a_renewal_whose_answer_is_lost_is_asked_for_again_within_the_minute(tmp_path, losses, renewals, good):
    script = f"""
      {_OPENED} {_LINES}
      let number = 0;
      answering(({{ path, headers }}) => {{
        if (path !== "/v1/sessions/refresh") return headers.Authorization === "Bearer new" ? [200, {{}}] : [401, {{}}];
        number += 1;
        if (number <= given) return number % 2 ? [504, {{}}] : Promise.reject(new TypeError("lost"));
        return [200, {{ access_token: "new", refresh_token: "r2" }}];
      }});
      const {{ own, signedIn }} = await module("session");
      const answers = await told(async () => (await own("/a")).body);
      return {{ {_REPORT}, waited }};
    """
    found = run(tmp_path, script, losses)
    assert found["paths"].count("/v1/sessions/refresh") == renewals
    assert ("value" in found["answers"]) is good
    assert found["signedIn"], "nobody loses a session by a bad line"
    assert sum(found["waited"]) < 60_000


def test_whoever_signs_out_while_a_session_is_renewed_stays_out(tmp_path):
    script = f"""
      {_OPENED}
      const {{ own, signOut, signedIn }} = await module("session");
      answering(async ({{ path, method }}) => {{
        if (method === "DELETE") return [204];
        if (path !== "/v1/sessions/refresh") return [401, {{}}];
        await signOut();
        return [200, {{ access_token: "new", refresh_token: "r2" }}];
      }});
      const answers = await told(() => own("/a"));
      return {{ {_REPORT} }};
    """
    found = run(tmp_path, script)
    assert (found["signedIn"], found["kept"]) == (False, {})
    assert found["answers"]["status"] == 401


def test_what_another_tab_renewed_is_taken_and_nothing_asked_twice(tmp_path):
    script = f"""
      {_OPENED}
      answering(({{ path, headers }}) => {{
        const renewed = {{ access: "new", refresh: "r2", begun: "b" }};
        if (headers.Authorization === "Bearer old") localStorage.setItem("session", JSON.stringify(renewed));
        return headers.Authorization === "Bearer new" ? [200, {{ ok: true }}] : [401, {{}}];
      }});
      const {{ own, signedIn }} = await module("session");
      const answers = await told(async () => (await own("/a")).body);
      return {{ {_REPORT} }};
    """
    found = run(tmp_path, script)
    assert found["answers"] == {"value": {"ok": True}}
    assert found["paths"] == ["/a", "/a"]


def test_what_another_tab_renewed_is_taken_also_when_it_is_seen_late(tmp_path):
    script = f"""
      {_OPENED}
      answering(({{ path, headers }}) => {{
        if (path === "/v1/sessions/refresh") {{
          localStorage.setItem("session", JSON.stringify({{ access: "new", refresh: "r2", begun: given }}));
          return [401, {{ detail: "Sesi berakhir." }}];
        }}
        return headers.Authorization === "Bearer new" ? [200, {{ ok: true }}] : [401, {{}}];
      }});
      const {{ own, signedIn }} = await module("session");
      const answers = await told(async () => (await own("/a")).body);
      return {{ {_REPORT} }};
    """
    found = run(tmp_path, script, "b")
    assert (found["answers"], found["signedIn"]) == ({"value": {"ok": True}}, True)
    other = run(tmp_path, script, "somebody else's")
    assert (other["answers"]["status"], other["signedIn"]) == (401, True), "theirs is neither used nor ended"
