"""What people type and what it means: pure parsers, one module a kind, over lists that staff can extend."""
