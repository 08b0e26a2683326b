"""A Directive in the forms that offices use: JSON, a table, xlsx, docx, ics, csv and one HTML page."""
