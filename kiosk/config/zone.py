"""Time zones in the settings."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.config.refusal import refuse


def zone(value: str) -> str:
    """A time zone that there is; empty: none said."""
    try:
        if value:
            ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        refuse("is not a time zone", allowed='a name like "Europe/Budapest"')
    return value
