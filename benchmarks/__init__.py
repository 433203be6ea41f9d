"""What it costs, as ratios within one run: `./run bench [NAME]`; nothing here is a test."""
