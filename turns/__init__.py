"""One inbox row to one transaction, with a desk for each dialogue and the relay to a human; no channel."""
