"""Questions answered with numbers; each folder: question, query, estimate, answer, chart (9.4)."""
