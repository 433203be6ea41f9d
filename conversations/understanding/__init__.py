"""What people type and what it means: pure parsers, one module a kind, over word lists that staff can extend."""
