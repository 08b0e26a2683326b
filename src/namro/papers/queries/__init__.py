"""What is asked about papers."""
