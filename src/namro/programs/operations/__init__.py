"""What changes tokens, calendars and webhooks. Each takes who acts and when, and writes the log with it."""
