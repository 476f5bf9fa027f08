"""The Skiplino dialect, under /external/v1: walk-in tickets for integrators who know that API."""
