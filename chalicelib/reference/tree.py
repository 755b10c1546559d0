"""What lies above, below and beside the rows of a table."""

from chalicelib.reference.rows import Row, RowTable


class Tree:
    """What lies above and below in a table, without codes that it does not have."""

    def __init__(self, table: RowTable) -> None:
        """Read the relations of all rows."""
        self._above = {row.code: tuple(code for code in row.parents if table.get(code)) for row in table.rows}
        self._below: dict[str, list[str]] = {code: [] for code in self._above}
        for code, parents in self._above.items():
            for parent in parents:
                self._below[parent].append(code)
        self._related = {row.code: _listed(row, "related") for row in table.rows}

    def above(self, code: str) -> tuple[str, ...]:
        """Return the codes directly above."""
        return self._above[code]

    def below(self, code: str) -> tuple[str, ...]:
        """Return the codes directly below."""
        return tuple(self._below[code])

    def related(self, code: str) -> tuple[str, ...]:
        """Return related codes; none that is above or below, which SKOS forbids (S27)."""
        found = (other for other in self._related[code] if other in self._above and other != code)
        return tuple(other for other in found if other not in self._over(code) and code not in self._over(other))

    def tops(self) -> tuple[str, ...]:
        """Return the codes with nothing above them."""
        return tuple(code for code, parents in self._above.items() if not parents)

    def _over(self, code: str) -> set[str]:
        seen: set[str] = set()
        waiting = list(self._above[code])
        while waiting:
            if (parent := waiting.pop()) not in seen:
                seen.add(parent)
                waiting.extend(self._above[parent])
        return seen


def _listed(row: Row, column: str) -> tuple[str, ...]:
    value = row.fields.get(column, ())
    return value if isinstance(value, tuple) else ()
