"""Every measure with its weight and its words. `chalicelib.quality.measuring` holds the check of each."""

from collections.abc import Iterator, Mapping

from chalicelib.quality.model import VACANCIES, Cell, Dimension, Field
from chalicelib.texts import Text

COMPLETE: Mapping[Field, int] = {
    Field.DESCRIPTION: 3,
    Field.OCCUPATION: 3,
    Field.REGION: 3,
    Field.PAY: 2,
    Field.EMPLOYMENT_TYPE: 2,
    Field.EDUCATION: 2,
    Field.EXPERIENCE: 2,
    Field.HOURS: 1,
    Field.SKILLS: 1,
    Field.CONTACT: 1,
}
"""Weights of completeness.

Three for what Presidential Regulation 57/2023 has every employer report (the post and where it is), two for what it
calls requirements and for what people choose by, one for what helps.
"""

VALID = (
    *(Field.TITLE, Field.DESCRIPTION, Field.OCCUPATION, Field.REGION, Field.PAY, Field.EDUCATION, Field.SKILLS),
    *(Field.LICENCES, Field.LANGUAGES, Field.OPENINGS, Field.CONTACT, Field.POSTED, Field.EXPIRES),
)
"""Fields of which some rule judges the form."""

_STATED = Text("Terisi.", "It is stated.")
_FORM = Text(
    "Kode dikenal, nilai masuk akal, teks bermakna, kontak dan tanggal dapat dipakai.",
    "The code is known, the value plausible, the text has a meaning, contact and date can be used.",
)
_TIMELY: Mapping[Field, Text] = {
    Field.POSTED: Text(
        "Sampai di sini paling lama 7 hari setelah tanggal tayang di sumbernya.",
        "It came here within 7 days of the day on which its source says to have posted it.",
    ),
    Field.PUBLISHED: Text(
        "Tayang di sini paling lama 3 hari setelah diserahkan.",
        "It was published here within 3 days of being handed in.",
    ),
    Field.UPDATED: Text(
        "Tayang lebih dari 60 hari tanpa tanggal berakhir, dan sumbernya tidak pernah diam lebih dari 60 hari.",
        "It stood for more than 60 days without an end of its own, and its source was never silent for more than 60.",
    ),
    Field.EXPIRES: Text(
        "Berakhir seperti dinyatakan sumbernya, bukan karena dibiarkan.",
        "It ended as its source said, and not because nobody looked after it.",
    ),
}
_UNIQUE: Mapping[Field, Text] = {
    Field.TEXT: Text(
        "Tidak sama dengan lowongan lain dari sumber yang sama.", "It repeats no other vacancy of its source."
    ),
    Field.JOB: Text(
        "Tidak ditawarkan oleh sumber lain yang lebih diutamakan.",
        "No other source's offer of the same job goes before it.",
    ),
}
_CONSISTENT: Mapping[Field, Text] = {
    Field.PAY: Text(
        "Upah terendah dan tertinggi berurutan dan masuk akal satu sama lain.",
        "The lowest and the highest pay are in order and fit each other.",
    ),
    Field.OCCUPATION: Text(
        "Jabatan yang dinyatakan segolongan pokok dengan judulnya.",
        "The stated occupation is of the major group that the title means.",
    ),
    Field.POINT: Text("Titik peta terletak di wilayah yang dinyatakan.", "The point lies in the stated region."),
    Field.EDUCATION: Text(
        "Pendidikan yang diminta sama dengan yang tertulis di uraian.",
        "The education asked for is the one that the text asks for.",
    ),
    Field.HOURS: Text(
        "Jam kerja tidak bertentangan dengan yang tertulis di uraian.", "The hours do not contradict those of the text."
    ),
    Field.EXPERIENCE: Text(
        "Terbuka bagi lulusan baru, dan tidak meminta pengalaman setahun atau lebih.",
        "It is open to fresh graduates, and asks for less than a year of experience.",
    ),
    Field.EXPIRES: Text("Berakhir setelah tanggal tayang.", "It ends after it was posted."),
}


def _cells() -> Iterator[Cell]:
    for field, weight in COMPLETE.items():
        yield Cell(dimension=Dimension.COMPLETENESS, field=field, text=_STATED, weight=weight)
    for field in VALID:
        yield Cell(dimension=Dimension.VALIDITY, field=field, text=_FORM)
    told = ((Dimension.TIMELINESS, _TIMELY), (Dimension.UNIQUENESS, _UNIQUE), (Dimension.CONSISTENCY, _CONSISTENT))
    for dimension, texts in told:
        for field, text in texts.items():
            yield Cell(dimension=dimension, field=field, text=text)


CELLS: Mapping[str, Cell] = {cell.code: cell for cell in _cells()}
"""All measures by code, in the order in which they are told."""

COLUMNS = (VACANCIES, *(f"{code}_{part}" for code in CELLS for part in ("good", "of")))
"""What is counted."""
