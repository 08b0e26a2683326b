"""The register: tasks, who has them, and what became of them."""
