"""What is asked about lives of assignments."""
