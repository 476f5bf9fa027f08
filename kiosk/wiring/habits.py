"""The settings of another system as its client takes them."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.errors import BadConfig

if TYPE_CHECKING:
    from kiosk.apis.merchant.habits import Habits as MerchantHabits
    from kiosk.apis.optimo.habits import Habits as OptimoHabits
    from kiosk.apis.skiplino.habits import Habits as SkiplinoHabits
    from kiosk.apis.together.keeping_up import Pace
    from kiosk.config.backend import Backend


def habits(backend: "Backend", data: Path | None) -> Any:
    """The habits of the system that `backend` names; without `data` to look at it only: then
    nobody is known by a phone number. BadConfig."""
    made: dict[str, Callable[[Backend, Path | None], Any]] = {
        "skiplino": skiplino_habits,
        "merchant": merchant_habits,
        "optimo": optimo_habits,
    }
    return made[backend.kind](backend, data)


def skiplino_habits(backend: "Backend", data: Path | None) -> "SkiplinoHabits":
    """As `[backend.skiplino]` says; the key before goes along while there is one."""
    import os
    from zoneinfo import ZoneInfo

    from kiosk.apis.skiplino.habits import Habits
    from kiosk.config.secret import read_secret, secret_key
    from kiosk.store.pepper import pepper

    said = backend.skiplino
    keys = [secret_key(backend)]
    if said.former_key_file:
        keys.append(read_secret(said.former_key_file, os.environ))
    return Habits(
        keys=tuple(key for key in keys if key),
        kind="" if said.key_kind == "auto" else said.key_kind,
        locales=tuple(said.locales),
        zone=ZoneInfo(said.zone),
        site=said.site,
        kiosk=said.lanes,
        phone_secret=pepper(data / "phone.secret") if data else b"",
        most_lanes=said.most_lanes,
        minutes=said.minutes,
        days_ahead=said.days_ahead,
    )


def merchant_habits(backend: "Backend", data: Path | None) -> "MerchantHabits":
    """As `[backend.merchant]` says; `backend.key` is the password, or the token."""
    import os

    from kiosk.apis.merchant.habits import Auth, Habits, Via
    from kiosk.config.secret import read_secret, secret_key

    said = backend.merchant
    file = said.customer_password_file
    key = secret_key(backend) or ""
    auth = Auth(said.auth)
    if not key:
        what = "the token" if auth is Auth.BEARER else f"the password of {said.email}"
        raise BadConfig(
            file="settings",
            key="backend.key_file",
            problem="is missing",
            allowed=f"a file with {what}",
        )
    return Habits(
        merchant=said.merchant,
        location=said.location,
        auth=auth,
        email=said.email if auth is Auth.COOKIE else "",
        password=key if auth is Auth.COOKIE else "",
        token=key if auth is Auth.BEARER else "",
        customer_email=said.customer_email,
        customer_password=read_secret(file, os.environ) if file else "",
        via=Via(said.via),
        prefix=said.prefix,
        locale=said.locale,
        wants_name=said.wants_name,
        poll=float(said.poll_seconds),
    )


def optimo_habits(backend: "Backend", data: Path | None) -> "OptimoHabits":
    """As `[backend.optimo]` says."""
    from kiosk.apis.optimo.catalogue import Offered, described
    from kiosk.apis.optimo.habits import A_MINUTE, A_MONTH, Habits
    from kiosk.config.secret import secret_key
    from kiosk.domain.ticket import Status

    said = backend.optimo
    services = [
        Offered(one.id, one.name or one.id, one.minutes, one.days_ahead, (*one.staff,))
        for one in said.service
    ]
    branch = described(
        said.branch,
        said.name or said.branch,
        said.zone,
        services,
        locale=said.locale,
    )
    return Habits(
        site=said.site,
        branches=(branch,),
        key=secret_key(backend) or "",
        prefix=said.prefix,
        tells_branch=said.tells_branch,
        cancel=said.cancel,
        check_in=said.check_in,
        words={word: Status(ours) for word, ours in plain(said.words).items()},
        a_minute=A_MINUTE[said.plan],
        a_month=A_MONTH[said.plan],
        list_every=60.0 * said.list_minutes,
        guest=said.guest,
    )


def plain(mapping: Any) -> Mapping[str, str]:
    """A table of the settings: those that were checked before have a namespace in its place."""
    found: Mapping[str, str] = getattr(mapping, "__dict__", mapping)
    return found


def pace(backend: "Backend", known: Any) -> "Pace":
    """How often the lists of that system are read, by its habits."""
    from kiosk.apis.together.keeping_up import Pace

    if backend.kind == "merchant":
        return Pace(timedelta(seconds=known.poll))
    if backend.kind == "optimo":
        # each day's list is a call of a small budget: today's, and no other
        pause = timedelta(seconds=known.pause)
        return Pace(pause, pause, days=0)
    return Pace()
