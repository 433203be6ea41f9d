"""The heartbeat and one module for each kind of due work; when something is due is decided in rules."""
