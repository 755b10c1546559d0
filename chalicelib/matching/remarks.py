"""The words of a match: why it fits, what is missing, what blocks.

Both sides read the same words, so they address nobody.
"""

from collections.abc import Iterator

from chalicelib.matching.knowledge import Knowledge
from chalicelib.matching.model import Contribution, Demand, Feature, Remark, Seeker
from chalicelib.texts import Text

GOOD = 0.7
"""Fit from which a feature is given as a reason."""
POOR = 0.3
"""Fit below which a feature is given as a gap."""

_REASONS = {
    Feature.OCCUPATION: ("occupation_fits", Text("Sesuai bidang pekerjaan", "Fits the occupation")),
    Feature.EXPERIENCE: ("experience_fits", Text("Pengalaman memadai", "Experience suffices")),
    Feature.EDUCATION: ("education_fits", Text("Pendidikan memenuhi", "Education meets what is asked")),
    Feature.PLACE: ("place_fits", Text("Lokasi cocok", "The place suits")),
    Feature.PAY: ("pay_fits", Text("Upah sesuai harapan", "The pay meets the wish")),
    Feature.CONTRACT: ("contract_fits", Text("Bentuk kontrak sesuai", "The contract form suits")),
    Feature.LANGUAGES: ("languages_fit", Text("Bahasa yang diminta dikuasai", "Speaks the languages asked for")),
}

_GAPS = {
    Feature.OCCUPATION: ("occupation_far", Text("Di luar bidang pekerjaan", "Outside the occupation")),
    Feature.PLACE: ("place_far", Text("Lokasi di luar jangkauan", "The place is out of reach")),
    Feature.PAY: ("pay_below", Text("Upah jauh di bawah harapan", "The pay is far below the wish")),
    Feature.CONTRACT: ("contract_differs", Text("Bentuk kontrak berbeda", "The contract form differs")),
}


def reasons(seeker: Seeker, demand: Demand, contributions: tuple[Contribution, ...]) -> Iterator[Remark]:
    """Yield the reasons, the one that contributes most first."""
    for part in sorted(contributions, key=lambda each: -each.points):
        if part.feature is Feature.SKILLS:
            yield from _skills_held(seeker, demand)
        elif part.stated and part.fit >= GOOD:
            code, text = _REASONS[part.feature]
            yield Remark(code=code, text=text)


def gaps(
    seeker: Seeker, demand: Demand, contributions: tuple[Contribution, ...], knowledge: Knowledge
) -> Iterator[Remark]:
    """Yield what the vacancy asks for and the person does not (yet) have, and what of it does not suit them."""
    yield from _unsuitable(contributions)
    missing = tuple(skill for skill in demand.skills if skill not in seeker.skills)
    if missing:
        names = _joined([knowledge.skill_label(code) for code in missing])
        text = Text(f"Belum tercantum: {names.id}", f"Not in the profile yet: {names.en}")
        yield Remark(code="skills_missing", text=text, items=missing)
    unspoken = tuple(code for code in demand.languages if code not in seeker.languages)
    if unspoken:
        names = _joined([knowledge.language_label(code) for code in unspoken])
        text = Text(f"Bahasa yang diminta: {names.id}", f"Languages asked for: {names.en}")
        yield Remark(code="languages_missing", text=text, items=unspoken)
    if demand.experience_months and seeker.experience_months < demand.experience_months:
        months = demand.experience_months - seeker.experience_months
        text = Text(f"Pengalaman kurang {months} bulan", f"{months} months of experience short")
        yield Remark(code="experience_short", text=text)
    if _below(seeker, demand) and not demand.education_required_by_law:
        yield _education_gap()


def _unsuitable(contributions: tuple[Contribution, ...]) -> Iterator[Remark]:
    for part in contributions:
        if part.stated and part.fit < POOR and part.feature in _GAPS:
            code, text = _GAPS[part.feature]
            yield Remark(code=code, text=text)


def blocked_by(seeker: Seeker, demand: Demand, knowledge: Knowledge) -> tuple[Remark, ...]:
    """Return the hard constraints that are not met: licences, and education where the law requires it."""
    missing = tuple(code for code in demand.licences if code not in seeker.licences)
    blocks = []
    if missing:
        names = _joined([knowledge.licence_label(code) for code in missing])
        text = Text(f"Wajib memiliki: {names.id}", f"Required: {names.en}")
        blocks.append(Remark(code="licence_missing", text=text, items=missing))
    if demand.education_required_by_law and _below(seeker, demand):
        blocks.append(_education_gap("education_required_by_law"))
    return tuple(blocks)


def _skills_held(seeker: Seeker, demand: Demand) -> Iterator[Remark]:
    held = tuple(skill for skill in demand.skills if skill in seeker.skills)
    if held:
        count, whole = len(held), len(demand.skills)
        text = Text(
            f"Memiliki {count} dari {whole} keterampilan yang diminta",
            f"Has {count} of {whole} skills asked for",
        )
        yield Remark(code="skills_held", text=text, items=held)


def _education_gap(code: str = "education_below") -> Remark:
    text = Text("Pendidikan di bawah yang diminta", "Education below what is asked")
    return Remark(code=code, text=text)


def _below(seeker: Seeker, demand: Demand) -> bool:
    return demand.education_rank is not None and (seeker.education_rank or 0) < demand.education_rank


def _joined(labels: list[Text]) -> Text:
    return Text(", ".join(label.id for label in labels), ", ".join(label.en for label in labels))
