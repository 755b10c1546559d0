"""What a text suggests for a profile: skills by the reference table, jobs by lines with years and a title."""

import re
from collections.abc import Iterator
from datetime import date

from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.documents.model import Proposals, ProposedExperience, ProposedSkill

_MOST_SKILLS = 50
_MOST_JOBS = 20
_LONGEST_LINE = 200
_NOW = r"sekarang|saat ini|kini|present|now|current"
_YEARS = re.compile(
    rf"(?P<first>(?:19|20)\d\d)\s*(?:-|–|—|s/d|sd\.?|sampai(?:\s+dengan)?|hingga|to|until)\s*"
    rf"(?:[A-Za-z]{{3,10}}\.?\s+)?(?:(?P<last>(?:19|20)\d\d)|(?P<now>{_NOW}))",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\b(?:jan(?:uari|uary)?|feb(?:ruari|ruary)?|mar(?:et|ch)?|apr(?:il)?|mei|may|jun[ie]?|jul[iy]?|a(?:gu|ug)(?:stus|ust)?"
    r"|sep(?:tember)?|okt(?:ober)?|oct(?:ober)?|nov(?:ember)?|des(?:ember)?|dec(?:ember)?)\b\.?",
    re.IGNORECASE,
)
_SCHOOL = re.compile(
    r"\b(?:sd|smp|sma|smk|mts|universitas|university|politeknik|institut|sekolah|school|pendidikan|kuliah|ijazah)\b",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s+(?:di|at|pada)\s+|\s*[|,;(]\s*|\s+[-–—]\s+|\t", re.IGNORECASE)


def propose(text: str, today: date | None = None) -> Proposals:
    """Return skills and jobs named in ``text``. Only suggestions: names, dates and places of people are not taken."""
    from chalicelib import reference

    skills: dict[str, ProposedSkill] = {}
    for hit in reference.skills().matches_in(text):
        skills.setdefault(hit.value, ProposedSkill(code=hit.value, matched=hit.surface))
    day = today or SYSTEM_CLOCK.now().date()
    jobs = tuple(_jobs(text, day))[:_MOST_JOBS]
    return Proposals(skills=tuple(skills.values())[:_MOST_SKILLS], experiences=jobs)


def _jobs(text: str, today: date) -> Iterator[ProposedExperience]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for place, line in enumerate(lines):
        match = _YEARS.search(line)
        if match is None or len(line) > _LONGEST_LINE or _SCHOOL.search(line):
            continue
        rest = _MONTH.sub(" ", line[: match.start()] + "  " + line[match.end() :])
        neighbours = [rest, *lines[place + 1 : place + 2], *lines[max(0, place - 1) : place]]
        job = _job(match, neighbours, today)
        if job is not None:
            yield job


def _job(match: re.Match[str], lines: list[str], today: date) -> ProposedExperience | None:
    first = int(match["first"])
    last = int(match["last"]) if match["last"] else today.year
    if not first <= last <= today.year:
        return None
    for line in lines:
        for title in _titles(line):
            told = _told(title)
            if told is not None:
                return ProposedExperience(
                    title=title, occupation=told, first_year=first, last_year=last, months=(last - first) * 12
                )
    return None


def _titles(line: str) -> Iterator[str]:
    if not _SCHOOL.search(line) and not _YEARS.search(line):
        for part in _SPLIT.split(line):
            words = part.strip(" .:•*-–—)")
            if 3 <= len(words) <= 80:
                yield words


def _told(title: str) -> str | None:
    from chalicelib import reference

    return reference.occupation_told(title)
