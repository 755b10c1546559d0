"""Devices in coarse words: their own, and nothing of what would mark a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.people import seen
from chalicelib.people.seen import device_words

_WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
_APPLE = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
_IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X)"
AGENTS = {
    f"Mozilla/5.0 (Linux; Android 10; K) {_WEBKIT} Chrome/126.0.0.0 Mobile Safari/537.36": "Android, Chrome",
    f"Mozilla/5.0 (Linux; Android 13; SM-A536E) {_WEBKIT} SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36": (
        "Android, Samsung Internet"
    ),
    "Mozilla/5.0 (Linux; U; Android 11; id-id; Redmi Note 9) AppleWebKit/537.36 Version/4.0 Chrome/100.0 "
    "Mobile Safari/537.36 XiaoMi/MiuiBrowser/13.5": "Android, Mi Browser",
    "Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0": "Android, Firefox",
    "Mozilla/5.0 (Linux; Android 12; CPH2239) AppleWebKit/537.36 Chrome/90.0 Mobile Safari/537.36 "
    "HeyTapBrowser/45.9": "Android, Oppo Browser",
    "Mozilla/5.0 (Linux; Android 9) AppleWebKit/537.36 Chrome/100.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/420.0]": (
        "Android, Facebook"
    ),
    f"{_IPHONE} {_APPLE} Version/17.5 Mobile/15E148 Safari/604.1": "iPhone, Safari",
    f"{_IPHONE} {_APPLE} CriOS/126.0 Mobile/15E148 Safari/604.1": "iPhone, Chrome",
    f"Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) {_APPLE} FxiOS/127.0 Mobile Safari/605": "iPad, Firefox",
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {_WEBKIT} Chrome/126.0.0.0 Safari/537.36 Edg/126.0": "Windows, Edge",
    f"Mozilla/5.0 (Windows NT 6.1; WOW64) {_WEBKIT} Chrome/95.0 Safari/537.36 OPR/81.0": "Windows, Opera",
    f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {_APPLE} Version/17.4 Safari/605.1.15": "Mac, Safari",
    f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {_WEBKIT} Chrome/126.0.0.0 Safari/537.36": "ChromeOS, Chrome",
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0": "Linux, Firefox",
    "Mozilla/5.0 (Mobile; Nokia 8110 4G; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5": "KaiOS, Firefox",
    "Opera/9.80 (Android; Opera Mini/60.0/191.258; U; id) Presto/2.12": "Android, Opera",
    "okhttp/4.12.0": "",
    "python-requests/2.32": "",
    "curl/8.5.0": "",
    "": "",
}
"""As browsers that are used in Indonesia say who they are."""


@pytest.mark.parametrize(("agent", "words"), AGENTS.items(), ids=[words or "none" for words in AGENTS.values()])
def test_a_device_is_told_by_system_and_browser(agent, words):
    assert device_words(agent) == words
    assert device_words(agent.upper()) == words


WORDS = {name for known in (seen._SYSTEMS, seen._BROWSERS) for _, name in known}


@given(
    st.one_of(st.text(max_size=80), st.sampled_from(sorted(AGENTS)).flatmap(lambda told: st.text().map(told.__add__)))
)
def test_nothing_but_these_words_is_ever_told(agent):
    told = device_words(agent)
    assert set(filter(None, told.split(", "))) <= WORDS
    assert len(told) < 40


def test_a_very_long_name_is_read_to_a_point():
    assert device_words("x" * 500 + "Android Chrome/1") == ""
