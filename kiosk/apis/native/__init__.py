"""Our own dialect, under /native/v1: everything a queue can do, and its events as they happen."""
