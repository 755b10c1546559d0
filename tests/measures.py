"""Metrics that code under test emits, kept instead of written."""


class Measures:
    """Takes the place of ``measure``; ``taken`` has what was measured, in order."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, float, str, dict[str, str]]] = []

    def __call__(self, name: str, value: float, unit: str = "Count", **dimensions: str) -> None:
        self.taken.append((name, value, unit, dimensions))

    def of(self, name: str) -> list[tuple[float, dict[str, str]]]:
        """Values and dimensions of one metric."""
        return [(value, dimensions) for found, value, _, dimensions in self.taken if found == name]
