# What is wrong in the office's TOML file.

office-fault-missing = is missing
office-fault-kind = has the wrong kind of value
office-fault-range = is out of bounds
office-fault-twice = stands twice
office-fault-unknown = is unknown, perhaps misspelt
