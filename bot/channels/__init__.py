"""One module for each network, which reads and lays out for its wire; what is said is decided elsewhere."""
