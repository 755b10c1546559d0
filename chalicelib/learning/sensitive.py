"""Words on what the law protects most: of a query that holds one, no text is counted at all.

Health, which takes in disability and pregnancy, and criminal records are specific personal data by article 4 (2) of Law
27 of 2022; orientation is as near to a person as they are.
Beside a place and in few searches such a word may be enough to tell who it was. Faith is not on the list: *guru agama*
and *marbot* are work; of it the least number of days and places is the guard, and that it is never proposed.
"""

import re

from search.normalise import normalise

_HEALTH = """
hiv aids odha tbc tuberkulosis kanker tumor diabetes epilepsi ayan stroke lumpuh lepra kusta hepatitis sifilis
gonore depresi bipolar skizofrenia odgj autis autisme adhd disleksia kecanduan pecandu difabel disabilitas
cacat tunanetra tunarungu tunawicara tunadaksa tunagrahita tunalaras netra tuli bisu buta pincang kerdil
penyakit penderita pengidap mengidap menderita ginjal jantung asma hipertensi lupus thalasemia talasemia
hemofilia kemoterapi
"""
_PREGNANCY = "hamil kehamilan mengandung bumil keguguran aborsi menyusui busui nifas mandul infertil"
_ORIENTATION = """
gay lesbi lesbian lgbt lgbtq homo homoseks homoseksual biseksual bisexual transgender waria transpuan
transpria queer
"""
_RECORDS = "narapidana napi residivis terpidana"
_LISTED = frozenset(f"{_HEALTH} {_PREGNANCY} {_ORIENTATION} {_RECORDS}".split())
_WORK = re.compile(r"\brumah sakit(?: (?:jiwa|umum|jantung|kanker|ibu dan anak|ginjal|mata))?\b|\bruang jantung\b")
"""Places of work whose names hold such words."""
_MORE = re.compile(r"\bsakit\b|\b(?:mantan|eks|bekas) (?:napi|tahanan)\b|\btuna (?:netra|rungu|wicara|daksa|grahita)\b")


def is_sensitive(text: str) -> bool:
    """Tell whether ``text`` has a word on health, pregnancy, orientation or a criminal record of whoever searches."""
    rest = _WORK.sub(" ", normalise(text))
    return not _LISTED.isdisjoint(rest.split()) or _MORE.search(rest) is not None
