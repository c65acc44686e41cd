"""The working tables, step by step; the only place of this analysis that speaks SQL (11.12)."""
