"""The office and what it decides, as pure functions of facts and a given time; nothing is asked or sent."""
