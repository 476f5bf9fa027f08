"""Words: a file a language, and how each language writes numbers, times and lines."""
