"""The variable that holds a worker, known to the test and to its worker."""

HELD = "LUOXUAN_TEST_HELD"
"""A worker with it never gets further than the middle of its first job: it waits to be killed."""
