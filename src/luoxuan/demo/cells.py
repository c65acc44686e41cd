"""Cells and text files as the platforms write them: money, quoting, line ends, encodings."""

from collections.abc import Callable, Iterable, Sequence

Cell = str | int | float
Row = list[Cell]


def columns(text: str) -> Row:
    """A header as a line of names."""
    return [*text.split(",")]


def yuan(fen: int) -> str:
    """1234567 fen is 12345.67."""
    sign = "-" if fen < 0 else ""
    whole, rest = divmod(abs(fen), 100)
    return f"{sign}{whole}.{rest:02d}"


def grouped(fen: int) -> str:
    """With thousands separators: 12,345.67."""
    sign = "-" if fen < 0 else ""
    whole, rest = divmod(abs(fen), 100)
    return f"{sign}{whole:,}.{rest:02d}"


def percent(part: float, whole: float, digits: int = 2) -> str:
    """A share in percent, - where there is nothing to divide by."""
    return f"{part / whole * 100:.{digits}f}%" if whole else "-"


def ratio(part: float, whole: float, digits: int = 2) -> str:
    """A quotient, 0 where there is nothing to divide by."""
    return f"{part / whole:.{digits}f}" if whole else f"{0:.{digits}f}"


def quoted(rows: Iterable[Sequence[Cell]], *, end: str, bare: int = 0) -> str:
    """Every cell in quotes, the first `bare` cells of a data row as they are."""
    lines = []
    for number, row in enumerate(rows):
        plain = bare if number else 0
        lead = "".join(
            f"{cell}," if str(cell).startswith("=") else f'"{cell}",' for cell in row[:plain]
        )
        rest = '","'.join(map(str, row[plain:]))
        if rest.count('"') > 2 * (len(row) - plain - 1):
            rest = '","'.join(str(cell).replace('"', '""') for cell in row[plain:])
        lines.append(f'{lead}"{rest}"{end}')
    return "".join(lines)


def minimal(rows: Iterable[Sequence[Cell]], *, end: str) -> str:
    """Quotes only where a cell needs them; an ="..." cell stays as it is."""
    return "".join(",".join(map(_needed, row)) + end for row in rows)


def _needed(cell: Cell) -> str:
    text = str(cell)
    if ("," not in text and '"' not in text) or text.startswith('="'):
        return text
    return '"' + text.replace('"', '""') + '"'


def gbk(text: str) -> bytes:
    """As most back offices write."""
    return text.encode("gb18030")


def utf8_bom(text: str) -> bytes:
    """As the newer ones write, so that Excel opens it right."""
    return text.encode("utf-8-sig")


def utf8(text: str) -> bytes:
    """UTF-8 without a mark."""
    return text.encode("utf-8")


Encode = Callable[[str], bytes]
