"""The floor under a tap: all of the screen is one text, which a click changes."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Taps(Static):
    """Counts its clicks, and says so."""

    DEFAULT_CSS = "Taps { width: 100%; height: 100%; }"

    def __init__(self) -> None:
        """Not clicked yet."""
        super().__init__("tap 0.")
        self._taps = 0

    def on_click(self) -> None:
        """Once more."""
        self._taps += 1
        self.update(f"tap {self._taps}.")


class OneStatic(App[None]):
    """Nothing else."""

    def compose(self) -> ComposeResult:
        """The text."""
        yield Taps()


if __name__ == "__main__":
    OneStatic().run()
