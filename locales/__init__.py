"""Texts in Indonesian and English and the words that people type, with their readers; no dialogue."""
