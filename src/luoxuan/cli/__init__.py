"""The command line: `luoxuan <noun> <verb>`; assembly only."""
