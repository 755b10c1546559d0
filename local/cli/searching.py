"""``padan search``: search vacancies from the command line."""

from typing import Annotated, Any

import typer

from local.cli.output import explained, print_json, print_table, screen
from local.cli.target import DEFAULT_DATA, AsJson, Data, Url, call, connected

HELP = """Searches the published vacancies and shows how the words were understood.

Examples:\n
  padan search "loker sopir truk bekasi gaji 5jt"\n
  padan search kasir --region 31 --limit 5 --json
"""


def search(
    words: Annotated[list[str] | None, typer.Argument(help="What to look for.")] = None,
    region: Annotated[list[str] | None, typer.Option(help="Region code or prefix; repeatable.")] = None,
    occupation: Annotated[list[str] | None, typer.Option(help="Occupation code or prefix; repeatable.")] = None,
    sort: Annotated[str, typer.Option(help="relevance, newest or salary.")] = "relevance",
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many to show.")] = 10,
    url: Url = None,
    data: Data = DEFAULT_DATA,
    json: AsJson = False,
) -> None:
    """Ask, then print a table or the answer as it came."""
    query = " ".join(words or ())
    parameters = {"q": query, "region": region or [], "occupation": occupation or [], "sort": sort, "limit": limit}
    with explained(), connected(url, data) as client:
        chosen = {name: value for name, value in parameters.items() if value not in ("", [])}
        found = call(client, "GET", "/v1/vacancies", params=chosen)
    if json:
        print_json(found)
    else:
        _show(found)


def _show(found: dict[str, Any]) -> None:
    rows = [(item["title"], item["employer"]["name"], _region(item), _pay(item), item["id"]) for item in found["items"]]
    print_table(f"{found['total']} vacancies", ("title", "employer", "region", "pay a month", "id"), rows)
    concepts = [f"{one['words']} = {one['kind']} {one['code']}" for one in found["understood"].get("concepts", ())]
    if concepts:
        screen.print("understood: " + "; ".join(concepts), markup=False)
    for step in found.get("relaxed", ()):
        screen.print(f"loosened: {step['criterion']} (+{step['added']})", markup=False)


def _region(item: dict[str, Any]) -> str:
    return str((item.get("region") or {}).get("label", ""))


def _pay(item: dict[str, Any]) -> str:
    pay = item.get("salary") or {}
    bounds = [f"{pay[bound] / 1_000_000:.1f} jt" for bound in ("minimum", "maximum") if pay.get(bound)]
    return " - ".join(bounds)
