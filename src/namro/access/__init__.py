"""Who may see and do what, in one place (policy.py), and sign-in."""
