"""The queries: made from the vacancies of one part by a seed, so that the corpus can be asked without being kept.

A *role* is a whole title that several employers of the part use; what is wanted are the sub-classes that most of them
file it under. The same roles are asked mistyped, and with a place and pay of one of the vacancies that are wanted.
*Skills* are one or two that an employer ticked.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from bench.relevance.everyday import everyday
from bench.relevance.judging import RIGHT, gain
from bench.relevance.model import Asked, Family, Posting, Sort, Wanted
from bench.relevance.places import spoken
from bench.relevance.typos import mistyped
from search.normalise import normalise

SEED = 7
FEWEST_EMPLOYERS = 3
LEAST_SHARE = 0.3
"""Share of the vacancies of a title that a sub-class must hold to be what the title asks for."""
_MOST_WORDS = 4
_LEADS = ("", "", "loker ", "lowongan ")
_MILLION, _HALF = 1_000_000, 500_000


def about_work(postings: Sequence[Posting], part: int, most: int, seed: int = SEED) -> list[Asked]:
    """Return up to ``most`` queries of each family that asks for work, of the vacancies of ``part``."""
    own = [posting for posting in postings if posting.part == part]
    draw = random.Random(f"{seed} {part}")
    plain = list(roles(own, part))
    typing = [wrong for each in plain if (wrong := _mistyped(each, draw)) is not None]
    placed = [found for each in plain for found in (_placed(each, own, draw),) if found is not None]
    spoken_ones = [each for each in everyday(part) if _answerable(each, own)]
    return [each for family in (plain, typing, spoken_ones, placed) for each in _sample(family, most, draw)]


def about_skills(postings: Sequence[Posting], part: int, most: int, seed: int = SEED) -> list[Asked]:
    """Return up to ``most`` queries for skills that vacancies of ``part`` tick, each once."""
    draw = random.Random(f"{seed} {part}")
    own = [posting for posting in postings if posting.part == part]
    usual = Counter(tag for posting in own for tag in posting.tags)
    known = {tag for tag, count in usual.items() if count >= FEWEST_EMPLOYERS and tag.count(" ") < _MOST_WORDS}
    found: dict[str, Asked] = {}
    for posting in draw.sample(own, len(own)):
        tags = sorted(posting.tags & known)
        if tags and len(found) < most:
            chosen = draw.sample(tags, min(len(tags), draw.choice((1, 2))))
            words = " ".join(chosen)
            found[words] = Asked(words=words, family=Family.SKILLS, part=part, wanted=Wanted(tags=frozenset(chosen)))
    return list(found.values())


def roles(own: Sequence[Posting], part: int) -> Iterator[Asked]:
    """Yield the titles that several employers use and file alike, in the order of the alphabet."""
    employers: dict[str, set[str]] = defaultdict(set)
    filed: dict[str, Counter[Sort]] = defaultdict(Counter)
    for posting in own:
        title = normalise(posting.document.title)
        employers[title].add(posting.document.employer_id)
        filed[title][posting.sort] += 1
    for title in sorted(filed):
        if len(employers[title]) >= FEWEST_EMPLOYERS and title.count(" ") < _MOST_WORDS:
            total = filed[title].total()
            sorts = frozenset(sort for sort, count in filed[title].items() if count >= LEAST_SHARE * total)
            if sorts:
                groups = frozenset(sort.group for sort in sorts)
                yield Asked(words=title, family=Family.ROLE, part=part, wanted=Wanted(sorts=sorts, groups=groups))


def _mistyped(role: Asked, draw: random.Random) -> Asked | None:
    wrong = mistyped(role.words, draw)
    return Asked(words=wrong, family=Family.TYPO, part=role.part, wanted=role.wanted) if wrong else None


def _placed(role: Asked, own: Sequence[Posting], draw: random.Random) -> Asked | None:
    """Return the role asked for where a wanted vacancy is, every second time with as much pay as one there states."""
    right = [posting for posting in own if gain(role.wanted, posting) == RIGHT and posting.document.region]
    if not right:
        return None
    document = draw.choice(right).document
    region = document.region or ""
    pay = document.pay_maximum or document.pay_minimum
    amount = pay // _HALF * _HALF if pay and pay >= _MILLION and draw.random() < 0.5 else None
    asked = f" gaji {_millions(amount)}" if amount else ""
    words = f"{draw.choice(_LEADS)}{role.words} {draw.choice(('', 'di '))}{spoken(region)}{asked}"
    wanted = Wanted(sorts=role.wanted.sorts, groups=role.wanted.groups, region=region, pay=amount)
    return Asked(words=words, family=Family.PLACE_AND_PAY, part=role.part, wanted=wanted)


def _millions(amount: int) -> str:
    whole, rest = divmod(amount, _MILLION)
    return f"{whole},5jt" if rest else f"{whole}jt"


def _answerable(asked: Asked, own: Sequence[Posting]) -> bool:
    return any(gain(asked.wanted, posting) == RIGHT for posting in own)


def _sample(family: Sequence[Asked], most: int, draw: random.Random) -> Sequence[Asked]:
    return family if len(family) <= most else draw.sample(family, most)
