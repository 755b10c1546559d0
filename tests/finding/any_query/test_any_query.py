"""Whatever is typed: an answer that says what was understood, or a refusal that names ``q``. Never a fault."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.finding.any_query.conftest import Caller, told

often = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
FORBIDDEN = {"\x00", "\x07", "\x1b", "\x7f", chr(0xD800), chr(0xDFFF)}
ODD = {
    "only stop words": "yang di dan atau untuk dengan",
    "only noise": "loker lowongan kerja dong",
    "emoji": "🙂🙃👩‍⚕️🇮🇩",
    "emoji and words": "🙂 kasir 🙃",
    "Arabic": "وظيفة كاشير ٥",
    "Javanese": "ꦏꦱꦶꦂ ꦢꦺꦥꦺꦴꦏ꧀",
    "Han": "收银员 雅加达",
    "Thai": "พนักงานขาย",
    "Devanagari": "खजांची नौकरी",
    "Hangul": "계산원",
    "marks of direction": "\u202ekasir\u202c \u200fdepok\u200e",
    "joiners": "ka\u200dsir\u200c \u2060depok\ufeff",
    "combining": "ka\u0301sir" + "\u0301" * 500,
    "open quote": '"kasir depok',
    "open quote behind a sign": '-"kasir depok',
    "three quotes": '"kasir" "depok',
    "quotes in quotes": '"kasir "malam" depok"',
    "nothing in quotes": "\"\" '' “” «»",
    "every operator": '+kasir -malam "shift pagi" +"jaga malam" -"part time" AND OR NOT && || !',
    "every other operator": "( ) { } [ ] ^ ~ * ? : \\ / kasir^2 depok~1 (kasir) [a TO b]",
    "operators alone": '+ - " AND OR NOT && || !',
    "a query of another language": 'title:kasir AND (region:"depok" OR *:*)~2^3 /[a-z]+/',
    "JSON": '{"match_all": {}}',
    "markup": "<script>alert(1)</script> <mark>kasir</mark>",
    "a statement": "kasir'; DROP TABLE lowongan;--",
    "a path": "../../etc/passwd",
    "wildcards": "*kas* k?sir",
    "percent signs": "%00 %2e %zz kasir",
    "backslashes": "\\\\\\ \\n kasir",
    "ten thousand letters": "a" * 10_000,
    "ten thousand signs": "+-" * 5_000,
    "ten thousand quotes": '"' * 10_000,
    "a thousand words": "kasir " * 1_000,
    "a thousand different words": " ".join(f"kata{at}" for at in range(1_000)),
    "many must": " ".join(f"+kata{at}" for at in range(200)),
    "many must not": " ".join(f"-kata{at}" for at in range(200)),
    "a long word in each clause": " ".join("x" * 300 + str(at) for at in range(9)),
    "digits": "1" * 4_000,
    "tabs and lines": "kasir\t\tdepok\r\nbogor",
    "blanks": " \t\n ",
    "nothing": "",
}


@pytest.mark.parametrize("words", ODD.values(), ids=ODD)
def test_odd_queries_are_answered_and_say_what_was_understood(caller: Caller, words: str) -> None:
    reply = caller.ask(words)
    assert reply.status == 200, reply.text
    understood = told(reply)
    assert set(understood) >= {"concepts", "left", "must", "must_not", "passed_over", "simplified"}


@pytest.mark.parametrize("sign", sorted(FORBIDDEN))
@pytest.mark.parametrize("path", ["/v1/vacancies", "/v1/suggestions"])
def test_controls_and_half_pairs_are_refused_by_name(caller: Caller, path: str, sign: str) -> None:
    reply = caller.ask(f"kasir{sign}depok", path)
    assert reply.status == 400
    assert reply.pointers == {"q": "forbidden_character"}


@pytest.mark.parametrize("name", [name for name in ODD if "thousand" in name and "letters" not in name])
def test_too_much_is_simplified_and_says_so(caller: Caller, name: str) -> None:
    words = ODD[name]
    repeated = len(set(words.split())) == 1 or not words.strip('+-" ')
    assert told(caller.ask(words))["simplified"] or repeated


def test_a_query_of_another_script_finds_nothing_rather_than_all(caller: Caller) -> None:
    for name in ("Arabic", "Javanese", "Han", "Thai", "Devanagari", "Hangul"):
        assert caller.ask(ODD[name]).body["total"] == 0, name


def test_what_cannot_be_seen_changes_nothing(caller: Caller) -> None:
    plain = caller.ask("kasir depok").body
    assert plain["total"] == 1
    for name in ("marks of direction", "joiners"):
        assert caller.ask(ODD[name]).body["items"] == plain["items"]


def test_more_than_any_address_holds_is_refused_by_name(caller: Caller) -> None:
    reply = caller.ask("depok " * 10_000)
    assert reply.status == 400
    assert reply.pointers == {"q": "too_long"}


@often
@given(words=st.text(max_size=200))
def test_any_text_is_answered_or_refused_by_name(caller: Caller, words: str) -> None:
    _holds(caller, words)


@often
@given(words=st.text(alphabet="+-\"'“”−() ,./:;*?\\~^&|!<>{}[]0aA5jt\t\n", max_size=120))
def test_any_operators_are_answered(caller: Caller, words: str) -> None:
    assert caller.ask(words).status == 200


_SAID = ["kasir", "python", "depok", "bukan", "tidak harus", "di", "atau", ",", "dekat", "5jt", "gaji", "-", "+", '"']


@often
@given(words=st.lists(st.sampled_from(_SAID), max_size=14).map(" ".join))
def test_any_order_of_what_is_understood_is_answered(caller: Caller, words: str) -> None:
    reply = caller.ask(words)
    assert reply.status == 200, words
    assert all(0 < concept["confidence"] <= 1 for concept in reply.body["understood"]["concepts"])


@often
@given(words=st.text(max_size=100))
def test_any_text_is_completed_or_refused_by_name(caller: Caller, words: str) -> None:
    reply = caller.ask(words, "/v1/suggestions")
    assert reply.status in (200, 400), words
    if reply.status == 400:
        assert set(reply.pointers) == {"q"}


def _holds(caller: Caller, words: str) -> None:
    reply = caller.ask(words)
    if reply.status == 200:
        assert told(reply)["simplified"] in (True, False)
        assert not FORBIDDEN & set(words)
    else:
        assert reply.status == 400, words
        assert reply.pointers == {"q": "forbidden_character"}
