"""Settings and branch files: what people write, read strictly and refused helpfully."""
