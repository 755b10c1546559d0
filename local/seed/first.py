"""What a fresh platform gets at its first start, and what a newcomer is told to try."""

from typing import TYPE_CHECKING

from local.cli.output import errors, progress

if TYPE_CHECKING:
    from local.platform import Platform

VACANCIES, PEOPLE, SEED = 500, 40, 1


def seed_fresh(platform: "Platform") -> None:
    """Fill a fresh platform with invented vacancies and people, with a progress bar, and say what to try next."""
    from local.seed.filling import fill

    with progress() as display:
        task = display.add_task("inventing vacancies and people", total=VACANCIES + PEOPLE)
        filled = fill(VACANCIES, PEOPLE, SEED, lambda done, total: display.update(task, completed=done, total=total))
    errors.print(f"{filled.vacancies} vacancies and {filled.people} people, all invented.", markup=False)
    errors.print(to_try(platform.url), markup=False, soft_wrap=True)


def to_try(url: str) -> str:
    """Return command lines that work on the platform at ``url``."""
    return f"""Try next:
  curl '{url}/v1/vacancies?q=loker+sopir+truk+bekasi'
  curl '{url}/v1/vacancies?q=kasir+tanpa+pengalaman&facets=region,salary&limit=3'
  curl '{url}/v1/suggestions?q=adm'
  curl -H "Authorization: Bearer $(.venv/bin/padan token --role seeker --url {url})" {url}/v1/people/me
  .venv/bin/padan partner add kerjacepat --url {url}
  open {url}/docs and {url}/dev/mail"""
