"""A scanner with a port of its own, rather than one that types like a keyboard."""
