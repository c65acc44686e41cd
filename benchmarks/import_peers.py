"""What the import is measured against: the raw limit, and pandas with the same cleaning."""

from pathlib import Path
from typing import Any

TEXTS = ("子订单编号", "主订单编号", "商品标题", "订单状态")
SPACES = "\t \u00a0\u3000\ufeff"
NULLS = ("", "-", "--", "nan", "NULL", "(空)", "无")
TOTALS = ("合计", "总计", "汇总", "全部")
WORDS = {"交易成功": "completed", "交易关闭": "cancelled", "等待买家付款": "pending_payment"}


def duckdb_raw(utf8: Path) -> int:
    """Read the UTF-8 text into a table as texts, clean nothing."""
    import duckdb

    session = duckdb.connect()
    session.execute(
        "CREATE TABLE t AS SELECT * FROM read_csv(?, all_varchar = true, header = true)",
        [str(utf8)],
    )
    return int(session.execute("SELECT count(*) FROM t").fetchone()[0])


def pandas_cleaned(gbk: Path, folder: Path) -> int:
    """read_csv and the cleaning, classifying, deduplicating and grouping that the import does."""
    import pandas as pd

    raw = pd.read_csv(gbk, encoding="gb18030", dtype=str, keep_default_na=False)
    frame = raw.copy()
    for name in TEXTS:
        frame[name] = _text(frame[name])
    frame = frame[~frame["子订单编号"].isin(TOTALS) & (frame["子订单编号"] != "子订单编号")]
    for name in ("商品价格", "购买数量", "买家实付金额"):
        frame[name] = _number(frame[name])
    frame["订单创建时间"] = _time(frame["订单创建时间"])
    frame = frame[~frame["子订单编号"].str.fullmatch(r"\d(\.\d+)?E\+\d+", na=False)]
    frame = frame.dropna(subset=["子订单编号"])
    frame = frame.drop_duplicates().drop_duplicates("子订单编号", keep="last")
    frame["order_status"] = frame["订单状态"].map(WORDS).fillna("unknown")
    frame["goods_amount"] = frame["商品价格"] * frame["购买数量"]
    frame["created_on"] = frame["订单创建时间"].dt.tz_convert("Asia/Shanghai").dt.date
    totals = {"购买数量": "sum", "买家实付金额": "sum", "goods_amount": "sum"}
    firsts = dict.fromkeys(("order_status", "订单创建时间", "订单状态"), "first")
    orders = frame.groupby("主订单编号", sort=False).agg({**totals, **firsts})
    raw.to_parquet(folder / "stage.parquet", compression="zstd")
    return len(frame) + 0 * len(orders)


def _text(column: Any) -> Any:
    bare = column.str.strip(SPACES).str.replace(r'^="(.*)"$', r"\1", regex=True)
    bare = bare.str.replace(r"^['`]", "", regex=True)
    return bare.mask(bare.isin(NULLS))


def _number(column: Any) -> Any:
    import pandas as pd

    bare = column.str.normalize("NFKC").str.replace(r"[¥￥$€元,\s]", "", regex=True)
    bare = bare.str.replace(r"^\((.*)\)$", r"-\1", regex=True)
    return pd.to_numeric(bare, errors="coerce")


def _time(column: Any) -> Any:
    import pandas as pd

    bare = column.str.strip(SPACES).str.replace(r"(\d+)年(\d+)月(\d+)日", r"\1-\2-\3", regex=True)
    bare = bare.str.replace("/", "-", regex=False)
    quick = pd.to_datetime(bare, format="%Y-%m-%d %H:%M:%S", errors="coerce")
    slow = pd.to_datetime(bare[quick.isna()], format="mixed", errors="coerce")
    return quick.fillna(slow).dt.tz_localize("Asia/Shanghai")
