"""Files in: imports, their undo, the catalogue of lake versions, layouts of a brand (9.1, 9.2, 9.3)."""
