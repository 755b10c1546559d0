"""Writes the tables of docs/capacity.md from the model.

python -m infra_cdk.capacity.page docs/capacity.md
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from infra_cdk.capacity.model import Demand, Figures, demands, read_figures
from infra_cdk.deployment.sizes import SIZES

_BETWEEN = re.compile(r"(<!-- tables: begin -->\n).*?(<!-- tables: end -->)", re.DOTALL)


def tables(figures: Figures) -> str:
    """Return the measured operations, and each peak against each size, as Markdown."""
    return "\n".join([*_operations(figures), *_peaks(figures)]) + "\n"


def _operations(figures: Figures) -> Iterator[str]:
    yield "| operation | seconds | write units | read units | calls beside DynamoDB |"
    yield "|---|---|---|---|---|"
    for name, operation in figures.operations.items():
        others = {call: count for call, count in operation.calls.items() if not call.startswith("dynamodb:")}
        told = ", ".join(f"{call} {count:g}" for call, count in sorted(others.items())) or "none"
        units = f"{operation.write_units:g} | {operation.read_units:g}"
        yield f"| {name} | {operation.seconds:g} | {units} | {told} |"
    yield ""


def _peaks(figures: Figures) -> Iterator[str]:
    for name, peak in figures.peaks.items():
        asked = ", ".join(f"{count:g} {kind}" for kind, count in peak.requests.items())
        yield f"**Peak `{name}`**, a second: {asked}."
        yield ""
        yield f"| what | needed | {' | '.join(f'{size}: limit' for size in SIZES)} |"
        yield f"|---|---|{'---|' * len(SIZES)}"
        by_size = {size: {each.name: each for each in demands(peak, figures, SIZES[size])} for size in SIZES}
        for each in demands(peak, figures, SIZES["worknet"]):
            cells = " | ".join(_cell(by_size[size][each.name]) for size in SIZES)
            yield f"| {each.name} | {each.needed:,.0f} | {cells} |"
        yield ""


def _cell(demand: Demand) -> str:
    return f"**{demand.limit:,.0f}, short**" if demand.short else f"{demand.limit:,.0f}"


def main(target: str) -> int:
    """Write the tables into ``target``, between its marks."""
    page = Path(target)
    found = tables(read_figures())
    page.write_text(_BETWEEN.sub(lambda match: f"{match[1]}\n{found}\n{match[2]}", page.read_text()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
