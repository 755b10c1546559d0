"""``padan seed``: plainly invented vacancies and people."""

from typing import Annotated

import typer

from local.cli.output import explained, print_json, print_table
from local.cli.target import DEFAULT_DATA, AsJson, Data, Url, connected
from local.cli.waiting import follow

HELP = """Fills the platform with plainly invented, realistic vacancies and people; the same seed gives the same data.

Examples:\n
  padan seed\n
  padan seed --vacancies 10000 --people 200 --random-seed 7
"""


def seed(
    vacancies: Annotated[int, typer.Option(min=0, max=200_000, help="How many vacancies.")] = 500,
    people: Annotated[int, typer.Option(min=0, max=10_000, help="How many people.")] = 40,
    random_seed: Annotated[int, typer.Option(help="Seed of the generator.")] = 1,
    url: Url = None,
    data: Data = DEFAULT_DATA,
    json: AsJson = False,
) -> None:
    """Run the platform's seeding job."""
    wanted = {"vacancies": vacancies, "people": people, "random_seed": random_seed}
    with explained(), connected(url, data) as client:
        result = follow(client, "/dev/seed", json=wanted)
    if json:
        print_json(result)
    else:
        print_table("seeded", ("what", "count"), result.items())
