"""Web pages of the staff, reports and the public API; what entrepreneurs see lives elsewhere."""
