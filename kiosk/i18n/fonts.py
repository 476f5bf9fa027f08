"""The font that Arabic is drawn with where nothing else draws it: on paper, in cells."""

from importlib.util import find_spec
from pathlib import Path


def arabic_font() -> Path | None:
    """Noto Sans Arabic, which has Latin too; None when its package is not installed."""
    spec = find_spec("pylopdf_fonts_ar")
    if spec is None or spec.origin is None:
        return None
    file = Path(spec.origin).with_name("NotoSansArabic-Variable.ttf")
    return file if file.is_file() else None
