"""What is frozen of the register, and how it is counted, compared, traced and verified."""
