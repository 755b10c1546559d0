"""What of a posting could not be used: told in the receipt, no obstacle."""

from collections.abc import Mapping

from chalicelib.texts import Text
from chalicelib.validation.model import Finding, Severity

NOTES: Mapping[str, Text] = {
    "description_shortened": Text("Uraian dipotong pada {} karakter.", "The description was cut at {} signs."),
    "employment_type_unknown": Text("Jenis pekerjaan “{}” tidak dikenal.", "The employment type “{}” is not known."),
    "currency_not_used": Text("Upah dalam {} tidak dipakai; gunakan IDR.", "Pay in {} is not used; use IDR."),
    "place_unknown": Text("Tempat “{}” tidak dikenali.", "The place “{}” is not recognised."),
    "more_places": Text("Ada {} lokasi; hanya yang pertama dipakai.", "There are {} places; only the first is used."),
}
_LONGEST = 120


def note(code: str, pointer: str, value: str) -> Finding:
    """Return a warning about the value at ``pointer``."""
    text = NOTES[code]
    short = value[:_LONGEST]
    message = Text(text.id.format(short), text.en.format(short))
    return Finding(code=code, severity=Severity.WARN, pointer=pointer, message=message, rule_version=1)
