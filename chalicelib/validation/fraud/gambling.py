"""The sign of work for gambling, a crime for whoever is hired for it (KUHP article 303; Act 11/2008, article 27)."""

from chalicelib.texts import Text
from chalicelib.validation.fraud.wording import phrases, textual
from chalicelib.validation.phrases import either

_ROLE = (
    r"(?:admin|cs|customer service|operator|telemarketing|marketing|promo\w*|promosi\w*|affiliate|afiliasi|seo"
    r"|endorse\w*"
    r"|broadcast|spam|iklan|agen|streamer|host(?: live)?|live (?:chat|host)|mengelola|kelola|data entry|leader|staff?)"
)
_FILL = r"(?:(?!(?:anti|dilarang|melarang|bebas|tanpa|bukan|memblokir|blokir|cegah|pencegahan)\b)\w+\W{1,3})"
_SITE = r"(?:situs|link|website|web|bandar|agen|member)"
_GAME = r"(?:slot|judi|judol|togel|gacor|taruhan|toto|casino|kasino|sportsbook|betting|poker online)"

GAMBLING_WORK = textual(
    "gambling_work",
    Text("pekerjaan untuk judi (“{phrase}”)", "work for gambling (“{phrase}”)"),
    phrases(
        "slot slot88 slots judi judol togel gacor taruhan toto casino kasino sportsbook betting poker",
        either(
            rf"\b{_ROLE}\W{{1,3}}{_FILL}{{0,3}}?{_SITE}\W{{1,3}}(?:\w+\W{{1,3}})?{_GAME}",
            rf"\b{_ROLE}\W{{1,3}}(?:slot(?! (?:waktu|time|booking|antrian|jadwal|gudang|iklan|parkir))(?:88)?|judi"
            rf"|judol|togel|toto)\b",
            rf"\b{_ROLE}\W{{1,3}}{_FILL}{{0,2}}?(?:judi|judol|togel|slot ?(?:online|gacor|88)|(?:casino"
            rf"|kasino|poker|taruhan)"
            r"(?: online| live)?|live (?:casino|kasino)|(?:online )?betting|sportsbook)\b",
            rf"\b(?:slot|judi|casino|kasino|poker|togel|taruhan) ?(?:online|gacor|88)\b|\b{_SITE} (?:slot|judi|gacor"
            rf"|togel|taruhan)\b",
            r"\b(?:betting|gambling) (?:site|website|platform|company)\b|\b(?:live )?(?:casino|kasino) (?:online"
            r"|dealer|host)\b",
        ),
        unless=r"\b(?:anti|pemberantasan|memberantas|memblokir|blokir|moderator|dilarang|melarang|korban|kecanduan"
        r"|pencegahan|berita|riset|polisi|themed|tema)\b",
        after=r"\W{0,3}(?:dilarang|themed|ilegal)",
        handled=False,
    ),
)
