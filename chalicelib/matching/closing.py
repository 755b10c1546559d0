"""What closes a gap: the field of training, the certificate, the course, the licence's issuer, the schooling."""

from functools import cache

import msgspec

from chalicelib import reference
from chalicelib.matching.likeness import DATA
from chalicelib.matching.model import Step, StepKind
from chalicelib.reference.model import Skill, SkillKind
from chalicelib.texts import Text

TRAINING, VERSION = "training_fields", "1"
PACKAGES = {1: "Paket A", 2: "Paket B", 3: "Paket C"}
"""Examinations outside school that equal a level (Law 20/2003 art. 26), by its rank."""


class TrainingField(msgspec.Struct, frozen=True, kw_only=True):
    """A field (kejuruan) of public training centres; ``occupations`` are the beginnings of codes that it serves."""

    code: str
    label: Text
    occupations: tuple[str, ...]


@cache
def training_fields() -> tuple[TrainingField, ...]:
    """Return the fields of training centres. Raises BadTable."""
    from chalicelib.reference import files

    return files.typed(TRAINING, VERSION, TrainingField, DATA)


def training_for(skill: Skill) -> TrainingField | None:
    """Return the field that serves most of the skill's occupations; of equals the first of the table."""
    fields = training_fields()
    served = [sum(code.startswith(field.occupations) for code in skill.occupations) for field in fields]
    most = max(served)
    return fields[served.index(most)] if most else None


@cache
def of_skill(code: str) -> tuple[Step, ...]:
    """Return the step to a skill; none for personal ones, which no course gives. Raises BadTable."""
    skill = reference.skills().get(code)
    if skill is None:
        return ()
    if skill.kind is SkillKind.LANGUAGE:
        text = Text(f"Kursus bahasa: {skill.label.id}", f"Language course: {skill.label.en}")
        return (Step(kind=StepKind.LANGUAGE_COURSE, text=text, item=code),)
    if skill.kind is SkillKind.LICENCE:
        text = Text(f"Sertifikasi: {skill.label.id}", f"Certification: {skill.label.en}")
        return (Step(kind=StepKind.CERTIFICATE, text=text, item=code),)
    field = training_for(skill) if skill.kind in {SkillKind.TECHNICAL, SkillKind.TOOL} else None
    if field is None:
        return ()
    text = Text(
        f"Pelatihan BLK, kejuruan {field.label.id}: {skill.label.id}",
        f"Public training centre (BLK), {field.label.en}: {skill.label.en}",
    )
    return (Step(kind=StepKind.TRAINING, text=text, item=code),)


def of_licence(code: str) -> tuple[Step, ...]:
    """Return the step to a licence. Raises BadTable."""
    licence = reference.licences().get(code)
    if licence is None:
        return ()
    issued = f" ({licence.issuer})" if licence.issuer else ""
    text = Text(f"Mengurus {licence.label.id}{issued}", f"Obtain: {licence.label.en}{issued}")
    return (Step(kind=StepKind.LICENCE, text=text, item=code),)


def of_language(code: str, label: Text) -> tuple[Step, ...]:
    """Return the step to a language."""
    text = Text(f"Kursus {label.id}", f"Course of {label.en}")
    return (Step(kind=StepKind.LANGUAGE_COURSE, text=text, item=code),)


@cache
def of_rank(rank: int) -> tuple[Step, ...]:
    """Return the schooling that reaches ``rank``, and the examination that equals it. Raises BadTable."""
    levels = [level for level in reference.education_levels() if level.rank == rank]
    if not levels or not rank:
        return ()
    names = Text(" / ".join(level.label.id for level in levels), " / ".join(level.label.en for level in levels))
    package = PACKAGES.get(rank)
    instead = Text(f", atau {package}", f", or {package}") if package else Text("", "")
    text = Text(f"Menamatkan {names.id}{instead.id}", f"Complete: {names.en}{instead.en}")
    return (Step(kind=StepKind.SCHOOLING, text=text, item=levels[0].code),)


def of_months(months: int) -> tuple[Step, ...]:
    """Return the step to experience."""
    text = Text(
        f"{months} bulan lagi di pekerjaan ini, magang termasuk",
        f"{months} more months in this occupation, internships included",
    )
    return (Step(kind=StepKind.EXPERIENCE, text=text),)
