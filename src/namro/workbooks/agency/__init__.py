"""A workbook with an agency's own rows, which it fills in and hands in."""
