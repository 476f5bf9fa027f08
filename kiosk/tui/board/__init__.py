"""The lobby's screen: who is called where, read from across the room."""
