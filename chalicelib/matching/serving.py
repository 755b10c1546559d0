"""What a vacancy at a bar serves: one occupation is of who mixes drinks and of who makes coffee.

What law closes to people under eighteen is serving alcohol and night entertainment (KEP-235/MEN/2003 annex B).
"""

import re
from collections.abc import Collection

BAR = "5132"
_COFFEE = frozenset(
    {
        *("sk_barista", "sk_bar_espresso", "sk_bar_latte_art", "sk_bar_manual_brew", "sk_bar_roasting"),
        *("sk_bar_cupping", "sk_bar_lic"),
    }
)
_ALCOHOL = frozenset({"sk_bar_mixology", "sk_bar_wine"})
_SOFT_WORDS = re.compile(r"\b(?:baristas?|kopi|coffee|espresso|latte|kedai|teh|tea|boba|jus|juice|jamu|susu)\b")
_HARD_WORDS = re.compile(
    r"\b(?:bartend\w+|mixolog\w*|sommelier|wines?|beers?|bir|al[ck]ohol\w*|[ck]o[ck]k?tails?|miras|minuman keras|liquor"
    r"|(?<!coffee )(?<!espresso )(?<!tea )(?<!juice )bar|pubs?|lounge|[ck]lubs?|night\s?clubs?|nightlife|karaoke"
    r"|dis[ck]ot\w*)\b"
)


def without_alcohol(title: str, skills: Collection[str]) -> bool:
    """Tell whether title or skills name coffee or the like and neither names alcohol or a place for it.

    Where nothing is named the answer is no: what is said of the occupation then stands.
    """
    words, asked = title.casefold(), frozenset(skills)
    if asked & _ALCOHOL or _HARD_WORDS.search(words):
        return False
    return bool(asked & _COFFEE) or _SOFT_WORDS.search(words) is not None
