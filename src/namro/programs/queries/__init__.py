"""What can be asked of tokens, calendars and webhooks."""
