"""The merchant bookings dialect, under /api/v1: appointments, classes and events of a merchant, for its staff and its customers."""
