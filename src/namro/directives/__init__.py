"""Documents received and read, and the desk where a person answers for what was read."""
