"""The screens: what a customer touches."""
