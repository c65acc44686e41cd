"""One calendar of promotions, content, ads, stock, events (6.4)."""
