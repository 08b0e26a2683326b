"""The door for programs: documents in, the register and its events out, by tokens with scopes (docs/api.md)."""
