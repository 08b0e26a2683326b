"""What people fill in at the register."""
