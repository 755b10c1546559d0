"""The occupations that a person has held, also where the person named a job's title only; licences, languages, skills.

A licence or language counts whether a person names it as such or as a skill, and is a skill as well.
"""

from collections.abc import Iterator

from chalicelib import reference
from chalicelib.people.model import Experience, Person
from chalicelib.reference.also_skills import as_skills, languages_among, licences_among


def occupations_held(person: Person) -> tuple[str, ...]:
    """Return the codes of the current edition for the jobs held, each once, in the person's order. Raises BadTable.

    What the person stated counts; else what the title tells. That is told anew each time and never stored as if the
    person had said it.
    """
    return tuple(dict.fromkeys(code for codes in occupations_by_job(person) for code in codes))


def occupations_by_job(person: Person) -> tuple[tuple[str, ...], ...]:
    """Return the codes of each job held, in the person's order: none, or several where a code was split. BadTable."""
    return tuple(tuple(_codes(job, person)) for job in person.profile.experiences)


def licences_held(person: Person) -> tuple[str, ...]:
    """Return the licences that the person states with all that they imply, each once. Raises BadTable."""
    profile = person.profile
    held: dict[str, None] = dict.fromkeys((*profile.licences, *licences_among(profile.skills)))
    ahead = list(held)
    while ahead:
        known = reference.licences().get(ahead.pop())
        implied = [code for code in (known.implies if known else ()) if code not in held]
        held |= dict.fromkeys(implied)
        ahead += implied
    return tuple(held)


def languages_held(person: Person) -> tuple[str, ...]:
    """Return the languages that the person states, among the skills too, each once. Raises BadTable."""
    return tuple(dict.fromkeys((*person.profile.languages, *languages_among(person.profile.skills))))


def skills_held(person: Person) -> tuple[str, ...]:
    """Return the skills that the person states, and those that licences and languages are. Raises BadTable."""
    further = as_skills(licences_held(person), languages_held(person))
    return tuple(dict.fromkeys((*person.profile.skills, *sorted(further))))


def _codes(job: Experience, person: Person) -> Iterator[str]:
    if job.occupation:
        yield from reference.occupations_now((job.occupation,), person.occupation_version)
        return
    told = reference.occupation_told(job.title)
    if told is not None:
        yield told
