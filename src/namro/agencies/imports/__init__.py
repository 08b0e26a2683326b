"""Workbooks brought in: read, checked row by row, shown, and saved only when confirmed."""
