"""The limits on the page about the firewall are those of the three sizes."""

import re
from pathlib import Path

from infra_cdk.deployment import SIZES
from security.waf.parameters import Parameters
from security.waf.rules import rules
from security.waf.statements import TooOften

PAGE = Path("docs/firewall.md")
NAMES = ("pilot", "national", "worknet")


def limits(capacity):
    """The limit of every rate rule of a size."""
    parameters = Parameters(
        hosts=("a.example",), by_address=capacity.requests_by_address, by_partner=capacity.requests_by_partner
    )
    statements = {entry.name: getattr(entry, "statement", None) for entry in rules(parameters)}
    return {name: asked.limit for name, asked in statements.items() if isinstance(asked, TooOften)}


def test_the_page_tells_the_limits_of_every_size():
    row = re.compile(r"^\| `(often-[a-z-]+)` \| [^|]+ \| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \|$", re.MULTILINE)
    told = {name: [int(text.replace(",", "")) for text in numbers] for name, *numbers in row.findall(PAGE.read_text())}
    by_size = [limits(SIZES[name]) for name in NAMES]
    assert told == {name: [of_size[name] for of_size in by_size] for name in by_size[0]}
    assert set(SIZES) == set(NAMES)
