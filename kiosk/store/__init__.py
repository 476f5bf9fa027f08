"""Where a queue is kept: SQLite on disk, or memory for tests."""
