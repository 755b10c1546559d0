"""The words that search recognises. Whoever knows occupations, skills and places hands them over in this form."""

from enum import StrEnum

import msgspec

from chalicelib.texts import Text


class Kind(StrEnum):
    """What a recognised word stands for."""

    OCCUPATION = "occupation"
    SKILL = "skill"
    REGION = "region"
    EDUCATION = "education"
    EMPLOYMENT_TYPE = "employment_type"
    EMPLOYER = "employer"
    INDUSTRY = "industry"
    BENEFIT = "benefit"
    ARRANGEMENT = "arrangement"
    LICENCE = "licence"
    LANGUAGE = "language"
    LANGUAGE_LEVEL = "language_level"
    LANGUAGE_TEST = "language_test"
    FIELD = "field"
    PROGRAMME = "programme"
    PAY_PERIOD = "pay_period"
    DISTRICT = "district"


class AskedKind(StrEnum):
    """What a query can ask for and a suggestion can be: the kinds that the index has a field for."""

    OCCUPATION = Kind.OCCUPATION
    SKILL = Kind.SKILL
    REGION = Kind.REGION
    EDUCATION = Kind.EDUCATION
    EMPLOYMENT_TYPE = Kind.EMPLOYMENT_TYPE
    EMPLOYER = Kind.EMPLOYER


class Concept(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that can be meant: its kind, its code in that kind's classification, its label."""

    kind: Kind
    code: str
    label: Text


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """One way to say a concept. ``surface`` is normalised; ``weight`` in 0..1 is how surely the words mean it.

    ``usage`` is how many of a thousand vacancies say it so, 0 where nobody counted. It orders what is completed.
    ``misspelt``: it is recognised, but its words are known to be words only where others use them too.
    """

    surface: str
    kind: Kind
    code: str
    weight: float = 1.0
    usage: float = 0.0
    misspelt: bool = False


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that can be recognised, of one version of the reference tables."""

    version: str
    concepts: tuple[Concept, ...]
    terms: tuple[Term, ...]
