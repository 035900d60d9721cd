"""Progress for those who do not watch: the default that says nothing."""


class Silent:
    """Fulfils ports.Progress and stays quiet."""

    def start(self, total: int | None, what: str) -> None:
        """Long work begins."""

    def step(self, name: str, note: str = "") -> None:
        """One item is done."""

    def finish(self) -> None:
        """Long work has ended."""
