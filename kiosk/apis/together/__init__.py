"""One kiosk over our queue and another system's bookings."""
