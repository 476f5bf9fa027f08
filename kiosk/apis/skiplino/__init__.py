"""The Skiplino dialect, under /external/v1: numbers, appointments and customers for integrators who know that API."""
