"""The edge: command line, settings, wiring, web app, channels and sender; no rule, dialogue or query."""
