"""What the lobby hears: a chime, and a voice where one is installed."""
