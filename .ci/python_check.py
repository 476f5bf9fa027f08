"""Says in one line why this Python cannot hold the kiosk, before a long install does."""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "kiosk needs Python 3.11 or newer, and this is "
        + sys.version.split()[0]
        + ". Name another one:  make PYTHON=python3.12"
    )

try:
    import ensurepip  # noqa: F401  (Debian ships Python without it)
except ImportError:
    sys.exit(
        "this Python has no venv. On Debian and Ubuntu:  apt-get install python3-venv"
    )
