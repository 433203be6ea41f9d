"""The engine, the questions and a module for each dialogue, all pure; no clock, network or database."""
