"""The customer kiosk: from a touch on a language to a number on the screen."""
