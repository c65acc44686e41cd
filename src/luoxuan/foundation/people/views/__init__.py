"""The pages of people: the door, one's own account, members, shops, tokens, the brand."""
