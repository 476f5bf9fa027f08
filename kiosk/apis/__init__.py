"""The dialects of HTTP we speak: our own, and those of other booking systems."""
