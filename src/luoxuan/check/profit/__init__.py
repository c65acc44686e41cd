"""What an order, a SKU, a shop, a campaign really earned (6.6, 7.8)."""
