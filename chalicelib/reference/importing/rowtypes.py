"""Which type the rows of each table have, so that kinds, numbers and dates are read as the platform will read them."""

from collections.abc import Mapping
from functools import cache

import msgspec

from chalicelib.reference import model, model_calendar, model_occupations, model_places, model_study, model_work
from chalicelib.reference.adjacency import Neighbour
from chalicelib.reference.boxes import ProvinceBox
from chalicelib.reference.districts import District
from chalicelib.reference.model_crosswalk import CrosswalkRow
from chalicelib.reference.places import PlaceName
from chalicelib.reference.shares import NameShare
from chalicelib.reference.wages import WageRow
from chalicelib.texts import Text


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the occupations."""

    code: str
    label: Text


class OrdinaryWord(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the names that are ordinary words too."""

    word: str
    weight: float


TYPES: Mapping[str, type[msgspec.Struct]] = {
    "benefits": model_work.Benefit,
    "calendar_days": model_calendar.CalendarDay,
    "coding_weights": model_occupations.CodingWeight,
    "districts": District,
    "education_levels": model.EducationLevel,
    "employment_types": model.EmploymentType,
    "fields_of_study": model_study.FieldOfStudy,
    "hazardous_work": model_occupations.HazardousWork,
    "industries": model_work.Industry,
    "industry_crosswalks": CrosswalkRow,
    "job_titles": model_occupations.JobTitle,
    "language_levels": model_study.LanguageLevel,
    "language_test_bands": model_study.LanguageTestBand,
    "language_tests": model_study.LanguageTest,
    "languages": model.SpokenLanguage,
    "licences": model.Licence,
    "minimum_wages": WageRow,
    "occupation_crosswalks": CrosswalkRow,
    "occupation_descriptions": model_occupations.OccupationDescription,
    "occupations": Group,
    "ordinary_words": OrdinaryWord,
    "pay_periods": model_work.PayPeriod,
    "programmes": model_study.Programme,
    "province_boxes": ProvinceBox,
    "ramadan": model_calendar.Ramadan,
    "rank_groups": model_occupations.RankGroup,
    "rank_words": model_occupations.RankWord,
    "region_names": PlaceName,
    "region_neighbours": Neighbour,
    "regions": model_places.Region,
    "regulated_occupations": model_occupations.RegulatedOccupation,
    "shared_names": NameShare,
    "skills": model.Skill,
    "title_counts": model_occupations.TitleCount,
    "working_arrangements": model_work.WorkingArrangement,
}


class Field(msgspec.Struct, frozen=True):
    """What a column is in the type: which type its values have, and whether each row has one."""

    type: object
    needed: bool


@cache
def fields(table: str) -> Mapping[str, Field]:
    """Return the fields of a table's rows by the name of their column, without ``[]``; none where it has no type."""
    found: dict[str, Field] = {}
    for field in msgspec.structs.fields(TYPES[table]) if table in TYPES else ():
        inner = field.type if isinstance(field.type, type) and issubclass(field.type, msgspec.Struct) else None
        if inner is None:
            found[field.encode_name] = Field(field.type, field.required)
        else:
            parts = msgspec.structs.fields(inner)
            found |= {f"{field.encode_name}.{part.name}": Field(part.type, field.required) for part in parts}
    return found
