"""The working calendar as the office keeps it: the shipped rows, and over them what its own people entered."""
