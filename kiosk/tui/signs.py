"""Signs that stand beside words, so that a button is known without reading.

Those with a direction are mirrored by the bidirectional algorithm in right-to-left lines.
"""

BACKWARD = "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}"
FORWARD = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
AWAY = "\N{MULTIPLICATION SIGN}"
CONTRAST = "\N{CIRCLE WITH LEFT HALF BLACK}"
LARGER = "Aa"
CALL = "\N{BLACK FLAG}"
HELP = "?"
DONE = "\N{CHECK MARK}"
WRONG = "!"
ERASE = "\N{LEFTWARDS ARROW}"
ERASE_RTL = "\N{RIGHTWARDS ARROW}"
"""Towards what was typed last."""
