"""The tests mirror src; architecture, security, docs and browser have folders of their own."""
