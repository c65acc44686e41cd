"""How much of a file the engine takes on trust: every bound in one place (9.1)."""

HEAD_BYTES = 1 << 20
"""Of a text this much is looked at to find encoding, delimiter and header."""
HEAD_ROWS = 40
"""The header stands in one of the first rows; a personal bill has it in the 17th."""
SAMPLE_ROWS = 240
"""Rows read ahead to see what a column holds."""
BLOCK_BYTES = 4 << 20
"""A block of text; no single row may be longer."""
SMALL_BYTES = 4 << 20
"""Below it one thread is quicker than two."""
MEMORY = "256MB"
"""What the engine may hold before it spills to the run's private folder."""
ROWS_PER_BATCH = 65_536

ZIP_MEMBERS = 200
ZIP_DEPTH = 2
ZIP_RATIO = 200
"""Text shrinks to a tenth, at best a fiftieth; a bomb to a thousandth."""
ZIP_BYTES = 8 << 30
ZIP_FREE_BYTES = 16 << 20
"""Below this size the ratio does not matter."""

WORKBOOK_BYTES = 400 << 20
WORKBOOK_UNPACKED_BYTES = 4 << 30
MARKUP_BYTES = 200 << 20
ODD_ROWS = 10_000
"""Rows with the wrong number of cells that are looked at one by one."""
STATUS_TEXTS = 500
"""A status column with more different texts is no status column."""
MIN_HITS = 3
"""Known column names a header row must hold."""
