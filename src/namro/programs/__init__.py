"""What programs of others may use: tokens of the interface, addresses of calendars, and signed webhooks."""
