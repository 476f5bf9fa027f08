"""The printer made of software, for the command line."""

from kiosk.printing.simulator import FAULTS, run_simulator

__all__ = ["FAULTS", "run_simulator"]
