"""Ways to a printer: a network port, a file or device, a folder to look at, memory."""
