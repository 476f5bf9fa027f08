"""Paper: what a ticket looks like, its bytes, and the way to the printer and back."""
