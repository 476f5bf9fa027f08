"""What is asked of our own dialect about operators. A PIN stands in no repr and in no error."""

from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints

from kiosk.apis.shapes import Asked, Id

Name = Annotated[str, StringConstraints(max_length=1000)]
Pin = Annotated[str, StringConstraints(max_length=100)]
"""Whether it is one, and a good one, is the server's to say."""


class _Secretive(Asked):
    model_config = ConfigDict(hide_input_in_errors=True)


class SignInRequest(_Secretive):
    """Who wants to be let in, and where."""

    branch: Id
    operator: Id
    pin: Annotated[Pin, Field(repr=False)]


class NewOperatorRequest(_Secretive):
    """Somebody new: `role` staff or supervisor, `branch` null is any, `pin` 4 to 12 digits."""

    name: Name
    role: Name
    pin: Annotated[Pin, Field(repr=False)]
    branch: Id | None = None
    may_choose: bool = False


class OperatorRequest(_Secretive):
    """What is to be different. Null and missing leave a thing as it is; `branch` "" is any.

    A new `pin` signs out everywhere, and ends a lock; `unlock` does only that.
    """

    name: Name | None = None
    role: Name | None = None
    pin: Annotated[Pin | None, Field(repr=False)] = None
    branch: (
        Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.:-]{0,128}$")] | None
    ) = None
    may_choose: bool | None = None
    unlock: bool = False
