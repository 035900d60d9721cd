"""Lists of which a screen knows only the length, to be cut into pages by whoever keeps them."""


class Counted:
    """A list of which only the length is known."""

    def __init__(self, number: int) -> None:
        self._number = number

    def __len__(self) -> int:
        return self._number

    def __getitem__(self, _: slice) -> tuple[()]:
        return ()
