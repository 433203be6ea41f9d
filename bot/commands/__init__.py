"""One module for each command or family of commands; what they do lives elsewhere."""
