"""The import pages: drop files, see what became of them, undo, map a new report."""
