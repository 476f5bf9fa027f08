"""What a scanner made for a US keyboard writes where the machine takes it for another one.

Keys row by row, plain, then with Shift, as XKB's `basic` variants have them (xkeyboard-config).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_DEAD: Final = "\x00"
"""A key that writes nothing before the next one."""

_US = (
    "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./",
    '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?',
)
_DE = (
    f"{_DEAD}1234567890ß{_DEAD}qwertzuiopü+#asdfghjklöäyxcvbnm,.-",
    f"°!\"§$%&/()=?{_DEAD}QWERTZUIOPÜ*'ASDFGHJKLÖÄYXCVBNM;:_",
)
_ES = (
    f"º1234567890'¡qwertyuiop{_DEAD}+çasdfghjklñ{_DEAD}zxcvbnm,.-",
    f'ª!"·$%&/()=?¿QWERTYUIOP{_DEAD}*ÇASDFGHJKLÑ{_DEAD}ZXCVBNM;:_',
)
_FR = (
    f"²&é\"'(-è_çà)=azertyuiop{_DEAD}$*qsdfghjklmùwxcvbn,;:!",
    f"~1234567890°+AZERTYUIOP{_DEAD}£µQSDFGHJKLM%WXCVBN?./§",
)
_IT = (
    "\\1234567890'ìqwertyuiopè+ùasdfghjklòàzxcvbnm,.-",
    '|!"£$%&/()=?^QWERTYUIOPé*§ASDFGHJKLç°ZXCVBNM;:_',
)

SAME: Final = "same"
"""Scanner and machine agree."""


def _back(rows: tuple[str, str]) -> Mapping[int, str]:
    return MappingProxyType(
        {
            ord(seen): meant
            for seen, meant in zip("".join(rows), "".join(_US), strict=True)
            if seen != _DEAD
        }
    )


LAYOUTS: Final[Mapping[str, Mapping[int, str]]] = MappingProxyType(
    {
        SAME: MappingProxyType({}),
        "de": _back(_DE),
        "es": _back(_ES),
        "fr": _back(_FR),
        "it": _back(_IT),
    }
)
"""For each layout of the machine what a written letter stands for, as `str.translate` takes it."""
