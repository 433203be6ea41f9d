"""Tables, migrations, the writer, functions that read and write; no dialogue, no decision of the office."""
