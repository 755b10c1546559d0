"""How proposals and reports of `padan learning` are shown: whole identifiers, and all that speaks for and against."""

from collections.abc import Iterable, Iterator
from typing import Any

from rich.console import Console

from local.cli.output import screen


def print_proposals(proposals: Iterable[dict[str, Any]]) -> None:
    """Print each proposal in a few lines; no line is cut or broken, for `padan learning decide` takes what is read."""
    shown = [line for each in proposals for line in _lines(each)]
    for line in shown or ["None."]:
        screen.print(line, markup=False, soft_wrap=True)


def tell_withheld(number: int, where: Console) -> None:
    """Say how many rows a report does not tell, if any."""
    if number:
        where.print(f"{number} more are of too few searches to be told, or look personal.")


def _lines(proposal: dict[str, Any]) -> Iterator[str]:
    target = proposal["target"]
    means = f"{target['code']} {target['label']}" if target else "(to be said)"
    yield f"{proposal['id']}  {proposal['kind']}"
    yield f"  {proposal['words']} = {means}, surely {proposal['confidence']:.2f}"
    yield from (f"  {told}" for told in _evidence(proposal["evidence"]))


def _evidence(evidence: dict[str, Any]) -> Iterator[str]:
    counted = {name: evidence.get(name, 0) for name in ("searches", "nothing", "days", "places", "choices", "agreeing")}
    if counted["searches"]:
        yield "searches {searches}, in vain {nothing}; days {days}, provinces {places}".format(**counted)
    if counted["choices"]:
        yield f"chosen behind it as proposed: {counted['agreeing']} of {counted['choices']}"
    if evidence.get("near"):
        yield f"edits from {evidence['near']}: {evidence.get('edits', 0)}"
    if evidence.get("vacancies"):
        yield f"vacancies {evidence['vacancies']}, employers {evidence.get('employers', 0)}"
    if evidence.get("examples"):
        yield f"such as: {', '.join(evidence['examples'])}"
