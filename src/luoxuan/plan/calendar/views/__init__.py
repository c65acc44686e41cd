"""The calendar's pages: those that show, those that change, the feeds."""
