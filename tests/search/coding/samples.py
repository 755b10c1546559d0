"""A few phrases of invented groups, compiled."""

from search.coding.compiling import compile_phrases
from search.coding.nearest import Phrases
from search.coding.phrases import Phrase
from search.lexicon.container import unpack

SAILOR, DRIVER, WEAVER, MANAGER = "8350", "8332", "8152", "1321"
KNOWN = (
    Phrase("nakhoda kapal", SAILOR, 0.9, head_first=True),
    Phrase("awak kapal", SAILOR, 0.9, head_first=True),
    Phrase("sopir truk", DRIVER, 0.95, head_first=True),
    Phrase("sopir truk gandeng", DRIVER, 0.95, head_first=True),
    Phrase("truck driver", DRIVER, 0.9, head_last=True),
    Phrase("operator mesin tenun", WEAVER, 0.85, head_first=True),
    Phrase("manajer tenun", MANAGER, 0.85, head_first=True),
    Phrase("Mengemudikan truk di jalan raya", DRIVER, 0.5, described=True),
)


def phrases(known=KNOWN):
    return Phrases(unpack(compile_phrases(known, "1", "digest")))
