"""The register as a workbook to edit and bring back."""
