"""What people ask, drawn by a seed: everyday words, typing errors, pay, places, filters, facets, pages."""

import random
from collections.abc import Iterator
from itertools import islice

import msgspec

from chalicelib import reference
from local.seed.roles import roles
from local.seed.vacancies import POPULAR

SEED = 11
_LEADS = ("", "", "", "loker ", "lowongan ", "lowongan kerja ", "cari kerja ", "info loker ")
_PLACES = ("jakarta", "bandung", "surabaya", "bekasi", "depok", "semarang", "tangerang", "jogja", "jaksel", "bogor")
_PAYS = ("gaji 5jt", "gaji 4,5 juta", "gaji di atas 6 juta", "min 3jt", "Rp5.000.000")
_WISHES = ("tanpa pengalaman", "fresh graduate", "lulusan sma", "smk", "s1", "remote", "part time", "kontrak")
_FACETS = ("occupation", "region", "salary", "employment_type", "education", "skill")
_SORTS = ("newest", "salary")


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """One search: its ``kind``, the words, and all parameters as they stand in the address."""

    kind: str
    words: str
    parameters: tuple[tuple[str, str], ...]
    second_page: bool = False


def queries(count: int, seed: int = SEED) -> Iterator[Query]:
    """Yield ``count`` searches; a longer run begins with the shorter one of the same ``seed``."""
    return islice(_endless(random.Random(seed)), count)


def _endless(draw: random.Random) -> Iterator[Query]:
    makers = (
        _plain,
        _plain,
        _placed,
        _placed,
        _paid,
        _wished,
        _mistyped,
        _filtered,
        _faceted,
        _near,
        _sorted,
        _large,
        _paged,
    )
    while True:
        maker = draw.choice(makers)
        words, parameters = maker(draw)
        named = (("q", words), *parameters)
        yield Query(kind=maker.__name__.strip("_"), words=words, parameters=named, second_page=maker is _paged)


Made = tuple[str, tuple[tuple[str, str], ...]]


def _title(draw: random.Random) -> str:
    role = draw.choices(roles(), [role.share for role in roles()])[0]
    return draw.choice(_LEADS) + draw.choice(role.titles).lower()


def _plain(draw: random.Random) -> Made:
    return _title(draw), ()


def _placed(draw: random.Random) -> Made:
    return f"{_title(draw)} {draw.choice(('', 'di ', 'dekat '))}{draw.choice(_PLACES)}", ()


def _paid(draw: random.Random) -> Made:
    return f"{_title(draw)} {draw.choice(_PLACES)} {draw.choice(_PAYS)}", ()


def _wished(draw: random.Random) -> Made:
    return f"{_title(draw)} {draw.choice(_WISHES)}", ()


def _mistyped(draw: random.Random) -> Made:
    """Swap, drop or double one letter of the longest word."""
    words = _title(draw).split()
    place = max(range(len(words)), key=lambda index: len(words[index]))
    word = words[place]
    at = draw.randrange(1, len(word) - 1)
    changed = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
    )
    words[place] = draw.choice(changed)
    return " ".join(words), ()


def _filtered(draw: random.Random) -> Made:
    chosen = (
        ("region", draw.choice(POPULAR)),
        ("salary_min", str(draw.choice((3_000_000, 4_000_000, 5_000_000)))),
        ("employment_type", draw.choice(("FULL_TIME", "CONTRACTOR"))),
        ("education", draw.choice(("sma", "d3", "s1"))),
        ("experience_months", str(draw.choice((0, 12, 24)))),
    )
    return _title(draw), tuple(draw.sample(chosen, draw.randint(1, 3)))


def _faceted(draw: random.Random) -> Made:
    names = ",".join(draw.sample(_FACETS, draw.randint(1, 3)))
    return _title(draw), (("facets", names),)


def _near(draw: random.Random) -> Made:
    region = reference.regions().get(draw.choice(POPULAR))
    assert region is not None, "the popular regions are in the table"
    radius = str(draw.choice((10, 25, 50)))
    return _title(draw), (("near", f"{region.latitude},{region.longitude}"), ("radius_km", radius))


def _sorted(draw: random.Random) -> Made:
    return _title(draw), (("sort", draw.choice(_SORTS)),)


def _large(draw: random.Random) -> Made:
    return _title(draw), (("limit", str(draw.choice((50, 100)))),)


def _paged(draw: random.Random) -> Made:
    """Look at the second page."""
    return _title(draw), ()
