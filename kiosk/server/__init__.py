"""The queue server's process: who may come in, how much at a time, and how it ends."""
