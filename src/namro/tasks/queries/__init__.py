"""What can be asked about the register."""
