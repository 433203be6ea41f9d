"""Brings the schema of a database from any earlier release to this one, on SQLite and PostgreSQL alike."""
