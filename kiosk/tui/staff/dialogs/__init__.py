"""Questions over the console: each takes plain values and is dismissed with one."""
