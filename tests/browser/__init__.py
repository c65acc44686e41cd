"""The product in headless Chromium, as a person uses it."""
