"""The floor of a changed row: Textual's own table with a hundred rows, one cell of one changed."""

from textual.app import App, ComposeResult
from textual.widgets import DataTable

ROWS = 100
COLUMNS = ("No", "Service", "Kind", "Time", "Wait", "Customer")


class HundredRows(App[None]):
    """Nothing but the table."""

    def compose(self) -> ComposeResult:
        """Full screen."""
        yield DataTable[str]()

    def on_mount(self) -> None:
        """Rows by key."""
        table = self.table
        for column in COLUMNS:
            table.add_column(column, key=column)
        for row in range(ROWS):
            cells = (f"A{row:03}", "Passport: new", "walk-in", "", "00:10", "")
            table.add_row(*cells, key=str(row))

    @property
    def table(self) -> DataTable[str]:
        """The table."""
        return self.query_one(DataTable)

    def change(self, nth: int) -> None:
        """Another customer in a row that can be seen."""
        self.table.update_cell(str(nth % 20), "Customer", f"K {nth}")
