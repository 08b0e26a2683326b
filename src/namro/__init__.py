"""Năm Rõ reads Vietnamese directives and keeps the register of the tasks they give."""

__version__ = "0.1.0"
