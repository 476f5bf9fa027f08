"""The composition root: settings in, working parts out. The only place that builds things."""
