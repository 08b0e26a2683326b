"""Makes the example directive from its readable source: as plain text and as a Word document."""
