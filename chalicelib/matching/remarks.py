"""What of a pair is missing, does not suit, or blocks, and what would close it. The words address nobody."""

from collections.abc import Iterator

from chalicelib.matching import closing
from chalicelib.matching.features import months_that_count, nearest, occupations_of
from chalicelib.matching.knowledge import WHOLE, Knowledge
from chalicelib.matching.model import Contribution, Demand, Feature, Remark, Seeker, Step
from chalicelib.matching.placing import kilometres
from chalicelib.matching.reasons import CLOSE, NEAR_FIELD, joined, nearness
from chalicelib.matching.serving import BAR
from chalicelib.texts import Text

POOR = 0.3
"""Fit below which a place is given as a gap."""
ADULT = 18
"""Years from which hazardous work is allowed (Law 13/2003 art. 74)."""


def gaps(
    seeker: Seeker, demand: Demand, contributions: tuple[Contribution, ...], knowledge: Knowledge
) -> Iterator[Remark]:
    """Yield what the vacancy asks for and the person does not (yet) have, and what of it does not suit them."""
    stated = {part.feature: part for part in contributions if part.stated}
    if Feature.OCCUPATION in stated and nearness(seeker, demand, knowledge) < NEAR_FIELD:
        yield _occupation(seeker)
    yield from _unsuitable(seeker, demand, stated)
    yield from _skills(seeker, demand, knowledge)
    yield from _languages(seeker, demand, knowledge)
    yield from _experience(seeker, demand, knowledge)
    if _below(seeker, demand) and not demand.education_required_by_law:
        yield _education(seeker, demand, "education_below", knowledge)
    if demand.licences_from_text:
        yield from _licences(seeker, demand, "licence_asked_in_text", knowledge)


def blocked_by(seeker: Seeker, demand: Demand, knowledge: Knowledge) -> tuple[Remark, ...]:
    """Return the hard constraints that are not met: licences, and education where the law requires it.

    What was read in the vacancy's text blocks nobody: it may have been misread.
    """
    blocks = [] if demand.licences_from_text else list(_licences(seeker, demand, "licence_missing", knowledge))
    if demand.education_required_by_law and _below(seeker, demand):
        blocks.append(_education(seeker, demand, "education_required_by_law", knowledge))
    return tuple(blocks)


def conditions(demand: Demand, knowledge: Knowledge) -> tuple[Remark, ...]:
    """Return what law asks of whoever does the work and no profile tells: to be of age for what is hazardous.

    The table knows the usual work of an occupation, so no more is said of a single vacancy.
    """
    closed = (code for code in occupations_of(demand) if not (code == BAR and demand.without_alcohol))
    found = next((why for code in closed if (why := knowledge.hazard(code))), None)
    if found is None:
        return ()
    text = Text(
        f"Pekerjaan ini biasanya hanya untuk usia {ADULT} tahun ke atas: {found.id}",
        f"This work is usually open only from the age of {ADULT}: {found.en}",
    )
    return (Remark(code="adults_only", text=text),)


def _unsuitable(seeker: Seeker, demand: Demand, stated: dict[Feature, Contribution]) -> Iterator[Remark]:
    place, form = stated.get(Feature.PLACE), stated.get(Feature.CONTRACT)
    if place and place.fit < POOR:
        yield _far(seeker, demand)
    most = demand.pay_maximum or demand.pay_minimum
    if most and seeker.pay_minimum and most < seeker.pay_minimum:
        short = seeker.pay_minimum - most
        sums = f"{short:,}".replace(",", ".")
        text = Text(f"Upah Rp{sums} di bawah harapan", f"The pay is Rp{sums} below the wish")
        yield Remark(code="pay_below", text=text, amount=short)
    if form and form.fit == 0:
        yield Remark(code="contract_differs", text=Text("Bentuk kontrak berbeda", "The contract form differs"))


def _far(seeker: Seeker, demand: Demand) -> Remark:
    home, work = seeker.place, demand.place
    distance = kilometres(home, work) if home and work else None
    if distance is None:
        return Remark(code="place_far", text=Text("Lokasi di luar jangkauan", "The place is out of reach"))
    km = round(distance)
    text = Text(f"Lokasi di luar jangkauan (sekitar {km} km)", f"The place is out of reach (about {km} km)")
    return Remark(code="place_far", text=text, amount=km)


def _skills(seeker: Seeker, demand: Demand, knowledge: Knowledge) -> Iterator[Remark]:
    elsewhere = _told_otherwise(seeker, demand, knowledge)
    asked = (wanted for wanted in dict.fromkeys(demand.skills) if wanted not in elsewhere)
    lacking = {wanted: nearest(seeker, wanted, knowledge)[0] for wanted in asked}
    missing = tuple(wanted for wanted, likeness in lacking.items() if likeness < WHOLE)
    if missing:
        unlike = [knowledge.skill_label(code) for code in missing if lacking[code] < CLOSE]
        similar = [knowledge.skill_label(code) for code in missing if lacking[code] >= CLOSE]
        steps = tuple(step for code in missing for step in knowledge.skill_steps(code))
        yield Remark(code="skills_missing", text=_lacking(unlike, similar), items=missing, closes=steps)


def _lacking(unlike: list[Text], similar: list[Text]) -> Text:
    """Return what is missing in words; of what something close is held it is said that it is."""
    missing, close = joined(unlike), joined(similar)
    told = [Text(f"Belum tercantum: {missing.id}", f"Not in the profile yet: {missing.en}")] if unlike else []
    if similar:
        told.append(Text(f"Baru ada yang mirip: {close.id}", f"Only something like it so far: {close.en}"))
    return Text("; ".join(part.id for part in told), "; ".join(part.en for part in told))


def _told_otherwise(seeker: Seeker, demand: Demand, knowledge: Knowledge) -> frozenset[str]:
    """Return the skills that are a missing licence or language: that gap says what the skill would say again."""
    missing = [code for code in demand.licences if code not in seeker.licences]
    implied = (each for code in missing for each in knowledge.licences_with(code))
    return knowledge.as_skills(implied, (code for code in demand.languages if code not in seeker.languages))


def _languages(seeker: Seeker, demand: Demand, knowledge: Knowledge) -> Iterator[Remark]:
    unspoken = tuple(code for code in dict.fromkeys(demand.languages) if code not in seeker.languages)
    if unspoken:
        labels = [knowledge.language_label(code) for code in unspoken]
        names = joined(labels)
        text = Text(f"Bahasa yang diminta: {names.id}", f"Languages asked for: {names.en}")
        steps: tuple[Step, ...] = ()
        for code, label in zip(unspoken, labels, strict=True):
            steps += closing.of_language(code, label)
        yield Remark(code="languages_missing", text=text, items=unspoken, closes=steps)


def _experience(seeker: Seeker, demand: Demand, knowledge: Knowledge) -> Iterator[Remark]:
    asked = demand.experience_months or 0
    short = WHOLE * asked - months_that_count(seeker, demand, knowledge)
    if asked and short > 0 and not demand.fresh_graduate:
        months = -(-short // WHOLE)
        text = Text(
            f"Pengalaman di bidang ini kurang {months} bulan", f"{months} months of experience in this field short"
        )
        yield Remark(code="experience_short", text=text, amount=months, closes=closing.of_months(months))


def _licences(seeker: Seeker, demand: Demand, code: str, knowledge: Knowledge) -> Iterator[Remark]:
    missing = tuple(each for each in dict.fromkeys(demand.licences) if each not in seeker.licences)
    if missing:
        names = joined([knowledge.licence_label(each) for each in missing])
        text = Text(f"Wajib memiliki: {names.id}", f"Required: {names.en}")
        if demand.licences_from_text:
            text = Text(f"Disebut dalam teks lowongan: {names.id}", f"Mentioned in the vacancy's text: {names.en}")
        steps = tuple(step for each in missing for step in knowledge.licence_steps(each))
        yield Remark(code=code, text=text, items=missing, closes=steps)


def _occupation(seeker: Seeker) -> Remark:
    text = Text("Di luar bidang pekerjaan", "Outside the occupation")
    if not seeker.occupations and not seeker.wished_occupations:
        text = Text("Bidang pekerjaan belum tercantum di profil", "No occupation in the profile yet")
    return Remark(code="occupation_far", text=text)


def _education(seeker: Seeker, demand: Demand, code: str, knowledge: Knowledge) -> Remark:
    text = Text("Pendidikan di bawah yang diminta", "Education below what is asked")
    if seeker.education_rank is None:
        text = Text("Pendidikan belum tercantum di profil", "No schooling in the profile yet")
    return Remark(code=code, text=text, closes=knowledge.schooling_steps(demand.education_rank or 0))


def _below(seeker: Seeker, demand: Demand) -> bool:
    return demand.education_rank is not None and (seeker.education_rank or 0) < demand.education_rank
