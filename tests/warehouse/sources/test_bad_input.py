"""Bad input: a clear message each, nothing raised, nothing written outside the run's folder."""

import struct
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from luoxuan.warehouse.sources import limits
from tests.warehouse.sources.conftest import Read, only, rows_of

HEADER = "子订单编号,主订单编号,商品标题,商品价格,购买数量,买家实付金额,订单状态,订单创建时间"
ROW = "4001,4001,毛巾,39.90,1,38.70,交易成功,2026-09-01 10:00:00"
TABLE = f"{HEADER}\n{ROW}\n"


def zipped(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    body = BytesIO()
    with zipfile.ZipFile(body, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return body.getvalue()


def encrypted(body: bytes) -> bytes:
    data = bytearray(body)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(mark) + offset
        flags = struct.unpack_from("<H", data, place)[0]
        struct.pack_into("<H", data, place, flags | 1)
    return bytes(data)


def refused(read: Read, content: bytes | str, word: str, name: str = "orders.csv") -> str:
    reading = only(read(content, name))
    assert reading.report.status == "refused"
    assert word in reading.report.message
    assert reading.tables() == ()
    assert reading.stage() is None
    return reading.report.message


def test_an_empty_file_is_refused(read: Read) -> None:
    refused(read, b"", "空的")


def test_a_log_in_page_is_refused(read: Read) -> None:
    page = "<!DOCTYPE html><html><body><form><input type=password></form></body></html>"
    refused(read, page, "登录")


def test_a_log_in_page_laid_out_with_tables_is_refused(read: Read) -> None:
    page = "<html><body><table><tr><td>用户名</td><td><input></td></tr></table></body></html>"
    refused(read, page, "认不出")


def test_a_picture_named_xlsx_is_refused(read: Read) -> None:
    refused(read, b"\x89PNG\r\n\x1a\n" + b"\x00" * 500, "不是表格", "orders.xlsx")


def test_bytes_of_no_kind_are_refused(read: Read) -> None:
    refused(read, bytes(range(256)) * 40, "不是表格")


def test_an_encrypted_zip_is_refused_by_name(read: Read) -> None:
    message = refused(read, encrypted(zipped({"orders.csv": TABLE.encode()})), "密码")
    assert "orders.csv" in message


def test_an_encrypted_workbook_is_refused(read: Read) -> None:
    body = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    )
    refused(read, body + b"\0" * 400, "密码", "orders.xlsx")


@pytest.mark.parametrize("head", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_broken_container_is_refused(head: bytes, read: Read) -> None:
    refused(read, head + b"\x00" * 400, "损坏", "orders.xlsx")


def test_a_bomb_is_refused_before_it_unfolds(read: Read, tmp_path: Path) -> None:
    refused(read, zipped({"orders.csv": b"0" * (64 << 20)}), "大得不正常")
    assert sum(path.stat().st_size for path in tmp_path.rglob("member-*")) <= limits.ZIP_FREE_BYTES


def test_zips_in_zips_in_zips_are_refused(read: Read) -> None:
    body = TABLE.encode()
    for _level in range(4):
        body = zipped({"inner.zip": body})
    refused(read, body, "层数")


def test_a_zip_in_a_zip_is_read(read: Read) -> None:
    reading = only(read(zipped({"inner.zip": zipped({"订单.csv": TABLE.encode()})})))
    assert (reading.report.status, reading.report.member) == ("imported", "inner.zip/订单.csv")


def test_too_many_members_are_refused(read: Read) -> None:
    refused(read, zipped({f"{n}.csv": b"x" for n in range(limits.ZIP_MEMBERS + 1)}), "太多")


def test_a_name_that_climbs_out_stays_in(read: Read, tmp_path: Path) -> None:
    reading = only(read(zipped({"../../../../escaped.csv": TABLE.encode()})))
    assert (reading.report.status, reading.report.member) == ("imported", "escaped.csv")
    assert not list(tmp_path.parent.rglob("escaped*"))


def test_summaries_in_a_zip_are_passed_over(read: Read) -> None:
    body = zipped({"账单(汇总).csv": b"a,b\n1,2\n", "明细.csv": TABLE.encode()})
    assert only(read(body)).report.member == "明细.csv"


def test_a_zip_of_summaries_only_is_refused(read: Read) -> None:
    refused(read, zipped({"账单(汇总).csv": b"a,b\n1,2\n"}), "没有可以读取")


def test_one_bad_member_does_not_keep_the_others_out(read: Read) -> None:
    readings = read(zipped({"a.csv": b"", "b.csv": TABLE.encode()}))
    assert [(r.report.member, r.report.status) for r in readings] == [
        ("a.csv", "refused"),
        ("b.csv", "imported"),
    ]


def test_a_line_without_end_is_refused(read: Read) -> None:
    refused(read, b"x" * (limits.HEAD_BYTES * 3), "一行")


def test_a_quote_without_end_loses_no_row_silently(read: Read) -> None:
    body = f'{HEADER}\n{ROW}\n4002,4002,"毛巾,39.90,1,38.70,交易成功,2026-09-01 10:00:00\n{ROW.replace("4001", "4003")}\n'
    report = only(read(body)).report
    lost = sum(report.dropped.values()) + sum(report.quarantined.values())
    assert report.status == "imported"
    assert report.rows_read == report.rows_kept + report.rows_merged + lost
    assert report.quarantined == {"ragged_row": 1}


@pytest.mark.slow
def test_a_record_larger_than_a_block_is_refused(read: Read) -> None:
    long = '"' + "x\n" * (limits.BLOCK_BYTES * 2) + '"'
    body = TABLE + f"4002,4002,{long},39.90,1,38.70,交易成功,2026-09-01 10:00:00\n"
    refused(read, body, "一行")


def test_a_stranger_is_sent_to_the_wizard(read: Read) -> None:
    refused(read, "甲,乙,丙\n1,2,3\n", "mapping wizard")


def test_a_report_without_its_key_column_is_refused_by_name(read: Read) -> None:
    body = TABLE.replace("子订单编号", "某编号")
    message = refused(read, body, "缺少")
    assert "子订单编号" in message


def test_a_header_alone_brings_no_rows(read: Read) -> None:
    reading = only(read(HEADER + "\n"))
    assert (reading.report.status, reading.report.rows_read) == ("imported", 0)
    assert rows_of(reading, "order_lines") == []


def test_a_header_without_a_line_end_brings_no_rows(read: Read) -> None:
    assert only(read(HEADER)).report.status == "imported"


def test_formulas_stay_texts(read: Read) -> None:
    body = TABLE + ROW.replace("4001", "4002").replace("毛巾", "=cmd|' /C calc'!A0") + "\n"
    body += ROW.replace("4001", "4003").replace("毛巾", "@SUM(A1)") + "\n"
    titles = [row["title"] for row in rows_of(only(read(body)), "order_lines")]
    assert titles == ["毛巾", "=cmd|' /C calc'!A0", "@SUM(A1)"]


def test_a_numeric_id_of_sixteen_digits_is_in_quarantine(read: Read, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(HEADER.split(","))
    for line in ("4001", 4254703996826880000, 123456789012345):
        book.active.append([line, "4001", "毛巾", 39.9, 1, 38.7, "交易成功", "2026-09-01 10:00:00"])
    path = tmp_path / "book.xlsx"
    book.save(path)
    reading = only(read(path))
    assert reading.report.quarantined == {"destroyed_id": 1}
    assert [row["line_id"] for row in rows_of(reading, "order_lines")] == [
        "4001",
        "123456789012345",
    ]
    (rejected,) = rows_of(reading, "rejected_rows")
    assert (rejected["rejected_row_no"], rejected["reason"]) == (2, "destroyed_id")
    assert "子订单编号" in str(rejected["detail"])


def test_a_folder_in_place_of_a_file_is_refused(read: Read, tmp_path: Path) -> None:
    assert only(read(tmp_path)).report.status == "refused"
