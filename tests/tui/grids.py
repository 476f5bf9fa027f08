"""The panels a kiosk must do with, in cells."""

GRIDS = (
    (66, 18),
    (80, 30),
    (87, 24),
    (100, 35),
    (120, 33),
    (120, 40),
    (60, 50),
)
