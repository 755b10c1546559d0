"""Whether people find what receipts called published, vacancy by vacancy."""

import time
from collections.abc import Collection, Iterator

import httpx

_PAGE = 100
_PAUSE = 0.2


def unfound(client: httpx.Client, vacancies: Collection[str], patience: float) -> tuple[str, ...]:
    """Return those of ``vacancies`` that nobody finds within ``patience`` seconds, although they stand alone.

    One that was linked to another which says the same is found as that one, which it names. Raises ``httpx.HTTPError``.
    """
    until = time.monotonic() + patience
    while missing := tuple(each for each in sorted(set(vacancies) - set(_listed(client))) if _stands(client, each)):
        if time.monotonic() >= until:
            break
        time.sleep(_PAUSE)
    return missing


def _listed(client: httpx.Client) -> Iterator[str]:
    cursor: dict[str, str] = {}
    while True:
        answer = client.get("/v1/vacancies", params={"limit": _PAGE, "sort": "newest", **cursor})
        answer.raise_for_status()
        page = answer.json()
        yield from (str(item["id"]) for item in page["items"])
        if not page.get("next"):
            return
        cursor = {"cursor": page["next"]}


def _stands(client: httpx.Client, vacancy: str) -> bool:
    """Tell whether the vacancy has to be found: it is read by itself, whatever the index says; gone ones count too."""
    answer = client.get(f"/v1/vacancies/{vacancy}")
    if answer.status_code == httpx.codes.NOT_FOUND:
        return True
    answer.raise_for_status()
    return not answer.json().get("canonical_id")
