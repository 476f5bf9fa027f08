"""A queue-ticket system for branch lobbies that lives in the terminal."""

__version__ = "0.1.0"
