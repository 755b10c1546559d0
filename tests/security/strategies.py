"""Invented personal data for properties. The people do not exist; the numbers only have the right form."""

from datetime import date

from hypothesis import strategies as st

PROVINCES = ("11", "21", "31", "32", "36", "51", "64", "73", "82", "91", "96")
MOBILE_PREFIXES = ("811", "812", "813", "821", "852", "857", "878", "895")


@st.composite
def niks(draw: st.DrawFn) -> str:
    """Sixteen digits that can be a NIK."""
    born = draw(st.dates(date(1940, 1, 1), date(2015, 12, 31)))
    day = born.day + draw(st.sampled_from((0, 40)))
    place = f"{draw(st.sampled_from(PROVINCES))}{draw(st.integers(1, 79)):02}{draw(st.integers(1, 40)):02}"
    return f"{place}{day:02}{born:%m%y}{draw(st.integers(1, 9999)):04}"


@st.composite
def mobiles(draw: st.DrawFn) -> str:
    """An Indonesian mobile number in E.164."""
    return f"+62{draw(st.sampled_from(MOBILE_PREFIXES))}{draw(st.integers(2000000, 99999999))}"


@st.composite
def emails(draw: st.DrawFn) -> str:
    """An address in a domain that nobody can have."""
    local = draw(st.from_regex(r"[A-Za-z0-9_+-]{1,12}(\.[A-Za-z0-9_+-]{1,12}){0,2}", fullmatch=True))
    domain = draw(st.from_regex(r"[a-z0-9]{1,10}(-[a-z0-9]{1,10})?", fullmatch=True))
    return f"{local}@{domain}.{draw(st.sampled_from(('test', 'example', 'invalid')))}"


names = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=40).map(
    lambda text: f"Sari {text} Utami"
)

addresses = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=5, max_size=60).map(
    lambda text: f"Jalan {text} Nomor 1"
)
