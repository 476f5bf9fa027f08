"""The core: what a queue is and which rules it follows, as plain values and functions."""
