"""Why a pair fits, in words. Both sides read the same words, so they address nobody. Each says only what is true."""

from collections.abc import Callable, Iterator

from chalicelib.matching.features import FULL, nearest, occupations_of
from chalicelib.matching.knowledge import WHOLE, Knowledge
from chalicelib.matching.model import Contribution, Demand, Feature, Remark, Seeker
from chalicelib.matching.placing import BESIDE, MOVE, REMOTE_UNASKED, commute, kilometres
from chalicelib.texts import Text

NEAR_FIELD = 300
"""Proximity, in thousandths, from which an occupation is said to be near; to fit, it is the one asked for."""
CLOSE = 300
"""Likeness, in thousandths, from which a skill is said to be close to one held. Pairs that read as unlike, such as
keeping stock and making coffee, lie below; they add to the score and are not spoken of."""

Reason = Callable[[Seeker, Demand, Contribution, Knowledge], Iterator[Remark]]


def reasons(
    seeker: Seeker, demand: Demand, contributions: tuple[Contribution, ...], knowledge: Knowledge
) -> Iterator[Remark]:
    """Yield the reasons, the one that contributes most first."""
    for part in sorted(contributions, key=lambda each: -each.points):
        if part.stated and part.feature in _REASONS:
            yield from _REASONS[part.feature](seeker, demand, part, knowledge)


def joined(labels: list[Text]) -> Text:
    """Return a list in words."""
    return Text(", ".join(label.id for label in labels), ", ".join(label.en for label in labels))


def nearness(seeker: Seeker, demand: Demand, knowledge: Knowledge) -> int:
    """Return the proximity, in thousandths, of the nearest occupation wished for or held."""
    mine = (*seeker.wished_occupations, *seeker.occupations)
    return max((knowledge.proximity(code, wanted) for code in mine for wanted in occupations_of(demand)), default=0)


def _skills(seeker: Seeker, demand: Demand, _: Contribution, knowledge: Knowledge) -> Iterator[Remark]:
    nearby = {wanted: nearest(seeker, wanted, knowledge) for wanted in dict.fromkeys(demand.skills)}
    held = tuple(wanted for wanted, (likeness, _) in nearby.items() if likeness == WHOLE)
    if held:
        count, whole = len(held), len(nearby)
        text = Text(
            f"Memiliki {count} dari {whole} keterampilan yang diminta",
            f"Has {count} of {whole} skills asked for",
        )
        yield Remark(code="skills_held", text=text, items=held)
    close = {wanted: mine for wanted, (likeness, mine) in nearby.items() if CLOSE <= likeness < WHOLE}
    if close:
        pairs = joined([_pair(wanted, mine, knowledge) for wanted, mine in close.items()])
        text = Text(f"Dekat dengan yang dimiliki: {pairs.id}", f"Close to what is held: {pairs.en}")
        yield Remark(code="skills_close", text=text, items=tuple(close))


def _pair(wanted: str, mine: str, knowledge: Knowledge) -> Text:
    asked, held = knowledge.skill_label(wanted), knowledge.skill_label(mine)
    return Text(f"{asked.id} (dari {held.id})", f"{asked.en} (from {held.en})")


def _occupation(seeker: Seeker, demand: Demand, _: Contribution, knowledge: Knowledge) -> Iterator[Remark]:
    near = nearness(seeker, demand, knowledge)
    if near == WHOLE:
        yield Remark(code="occupation_fits", text=Text("Sesuai bidang pekerjaan", "Fits the occupation"))
    elif near >= NEAR_FIELD:
        yield Remark(code="occupation_near", text=Text("Bidang pekerjaan yang berdekatan", "A nearby occupation"))


def _place(seeker: Seeker, demand: Demand, part: Contribution, knowledge: Knowledge) -> Iterator[Remark]:
    fit = round(part.fit * FULL)
    if demand.remote and fit >= REMOTE_UNASKED:
        yield Remark(code="place_remote", text=Text("Bisa dikerjakan dari rumah", "Can be done from home"))
    if demand.place is None:
        return
    wished = any(demand.place.code.startswith(code) for code in seeker.wished_regions)
    near = seeker.place is not None and commute(seeker.place, demand.place, knowledge) >= BESIDE
    if wished or near:
        yield _near(seeker, demand)
    elif seeker.willing_to_move and fit >= MOVE and not demand.remote:
        yield Remark(code="place_move", text=Text("Bersedia pindah ke lokasi ini", "Would move to the place"))


def _near(seeker: Seeker, demand: Demand) -> Remark:
    home, work = seeker.place, demand.place
    distance = kilometres(home, work) if home and work else None
    if distance is None:
        return Remark(code="place_fits", text=Text("Lokasi cocok", "The place suits"))
    km = round(distance)
    text = Text(f"Lokasi cocok (sekitar {km} km)", f"The place suits (about {km} km)")
    return Remark(code="place_fits", text=text, amount=km)


def _experience(_: Seeker, demand: Demand, part: Contribution, __: Knowledge) -> Iterator[Remark]:
    if part.fit == 1:
        yield Remark(code="experience_fits", text=Text("Pengalaman memadai", "Experience suffices"))
    elif demand.fresh_graduate:
        yield Remark(code="fresh_graduates_welcome", text=Text("Terbuka bagi lulusan baru", "Open to fresh graduates"))


def _whole(code: str, text: Text, wished: Callable[[Seeker], object] = lambda _: True) -> Reason:
    """Return the reason that is given for a perfect fit, where the person states what it speaks of."""
    remark = Remark(code=code, text=text)

    def given(seeker: Seeker, _: Demand, part: Contribution, __: Knowledge) -> Iterator[Remark]:
        if part.fit == 1 and wished(seeker):
            yield remark

    return given


_REASONS: dict[Feature, Reason] = {
    Feature.SKILLS: _skills,
    Feature.OCCUPATION: _occupation,
    Feature.PLACE: _place,
    Feature.EXPERIENCE: _experience,
    Feature.EDUCATION: _whole("education_fits", Text("Pendidikan memenuhi", "Education meets what is asked")),
    Feature.PAY: _whole(
        "pay_fits", Text("Upah sesuai harapan", "The pay meets the wish"), lambda seeker: seeker.pay_minimum
    ),
    Feature.CONTRACT: _whole(
        "contract_fits", Text("Bentuk kontrak sesuai", "The contract form suits"), lambda each: each.employment_types
    ),
    Feature.LANGUAGES: _whole("languages_fit", Text("Bahasa yang diminta dikuasai", "Speaks the languages asked for")),
}
