"""What can be asked about agencies and people."""
