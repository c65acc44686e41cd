"""UCI Online Retail as the file a shop would hand over: a plain CSV no platform's layout knows.

Daqing Chen, UCI Machine Learning Repository, doi 10.24432/C5BW33, CC BY 4.0.
"""

from importlib.resources import as_file, files
from pathlib import Path

import pyarrow.csv as csv
import pyarrow.parquet as parquet

BRAND_KEY = "online-retail"
BRAND_NAME = "Online Retail (UCI)"
FILE_NAME = "online_retail.csv"
ROWS = 541_909


def write_retail(path: Path) -> int:
    """Write the lines as CSV; how many."""
    with as_file(files("luoxuan.demo") / "data" / "online_retail.parquet") as source:
        table = parquet.read_table(source)
    path.parent.mkdir(parents=True, exist_ok=True)
    csv.write_csv(table, path)
    return int(table.num_rows)
