"""Bytes that are nearly right: what is known to be read, with pieces changed, cut and repeated, and strange ones."""

from collections.abc import Sequence

from hypothesis import strategies as st

STRANGE: tuple[bytes, ...] = (
    b"\x00",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b'"',
    b"'",
    b"\\",
    b"\\ud800",
    b"{",
    b"[" * 200,
    b"]",
    b"(" * 200,
    b"<",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"&#xD800;",
    b"&" * 50,
    b"%",
    b"%00",
    b"%ff",
    b";",
    b",",
    b"=",
    b"==",
    b"\r\n",
    b"\n\n",
    b"9" * 5000,
    b"-1",
    b"1e999",
    b"NaN",
    b"null",
    b"true",
    "²".encode(),
    "٣".encode(),
    "ﬀ".encode(),
    "İ".encode(),
    "\u202e".encode(),
    "🧑‍🌾".encode(),
    b"0000-00-00",
    b"9999-12-31T23:59:60+99:99",
    b"https://[::1",
    b"*",
    b"a" * 3000,
)
_KINDS = ("change", "cut", "repeat", "put", "put", "swap")
Step = tuple[str, int, int, bytes]


def nearly(seeds: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    """One of ``seeds`` after up to six changes, or anything at all."""
    step = st.tuples(
        st.sampled_from(_KINDS),
        st.integers(0, 10_000),
        st.integers(1, 40),
        st.sampled_from(STRANGE) | st.binary(min_size=1, max_size=4),
    )
    changed = st.builds(_changed, st.sampled_from(list(seeds)), st.lists(step, max_size=6))
    return st.one_of(changed, changed, changed, st.binary(max_size=200), st.text(max_size=100).map(_utf8))


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _changed(seed: bytes, steps: Sequence[Step]) -> bytes:
    for kind, at, length, piece in steps:
        place = at % (len(seed) + 1)
        end = place + length
        match kind:
            case "change":
                seed = seed[:place] + piece + seed[place + len(piece) :]
            case "cut":
                seed = seed[:place] + seed[end:]
            case "repeat":
                seed = seed[:end] + seed[place:]
            case "put":
                seed = seed[:place] + piece + seed[place:]
            case _:
                seed = seed[end:] + seed[:end]
    return seed
