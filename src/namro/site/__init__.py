"""The door for browsers: settings, addresses, base templates and styles of the Django site."""
