"""The staff console: a counter's terminal, by keyboard."""
