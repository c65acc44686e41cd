"""The demo's bills: they follow from the orders, their balances run, what is wrong is told."""
