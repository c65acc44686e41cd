"""SQL macros for the cells that are not clean at first sight (9.1).

Each takes a text and is run only on cells the quick path could not read; what cannot be read comes back as a mark
(`BAD_NUMBER`, `BAD_TIME`), so that "empty" and "unreadable" stay apart without a second look.
"""

from luoxuan.warehouse.sources.clean.clock import to_local, to_utc
from luoxuan.warehouse.sources.clean.words import NO_DATES, NULL_STARTS, NULL_WORDS, ZERO_WORDS
from luoxuan.warehouse.sources.sql import either, let, quoted

NUMBER = "DECIMAL(18,6)"
BAD_NUMBER = "-999999999999.999999::DECIMAL(18,6)"
BAD_TIME = "TIMESTAMP '0001-01-01 00:00:00'"
BAD_DATE = "DATE '0001-01-01'"

_FULL = "０１２３４５６７８９．，－＋（）％／：～＝−"
_HALF = "0123456789.,-+()%/:~=-"
_SPACES = "\t\n\r\u00a0\u3000\ufeff\u200b\u2003\u2002"
_EDGE = r"[\s\x{00A0}\x{3000}\x{FEFF}\x{200B}\x{2002}\x{2003}]"
_DAY = r"\d{4}[-/.年]?\d{1,2}[-/.月]?\d{1,2}日?"
_RANGE = rf"^({_DAY})(?: *(?:~|至|到|—|–|to) *| ?- ?|/)({_DAY})$"


def _half(x: str) -> str:
    return f"translate({x}, {quoted(_FULL)}, {quoted(_HALF)})"


def _starts(x: str, words: tuple[str, ...]) -> str:
    return "(" + " OR ".join(f"prefix({x}, {quoted(word)})" for word in words) + ")"


def _is_none(x: str) -> str:
    """Says that there is none: a null word, or a text without digits such as 无退款申请."""
    return (
        f"({either(x, NULL_WORDS)} OR {x} = ''"
        f" OR (NOT regexp_matches({x}, '\\d') AND {_starts(x, NULL_STARTS)}))"
    )


def _texts() -> str:
    def edges(x: str) -> str:
        return f"regexp_replace({x}, '^{_EDGE}+|{_EDGE}+$', '', 'g')"

    unwrapped = (
        "CASE WHEN prefix(a, '=\"') AND suffix(a, '\"') THEN a[3:-2]"
        " WHEN prefix(a, '''') OR prefix(a, '`') THEN a[2:] ELSE a END"
    )
    twice = let("a", let("a", edges("x"), unwrapped), edges(unwrapped))
    return f"""
CREATE MACRO null_word(x) AS CASE WHEN {either("x", NULL_WORDS)} OR x = '' THEN NULL ELSE x END;
CREATE MACRO slow_text(x) AS {let("t", twice, f"CASE WHEN {either('t', NULL_WORDS)} OR t = '' THEN NULL ELSE t END")};
CREATE MACRO whole_id(x) AS CASE
  WHEN regexp_full_match(x, '\\d{{1,15}}\\.0+') THEN regexp_replace(x, '\\.0+$', '') ELSE x END;
CREATE MACRO is_destroyed(x) AS
  regexp_full_match(x, '[+-]?\\d(\\.\\d+)?[Ee]\\+\\d+') OR regexp_full_match(x, '\\d{{16,}}\\.0+');
"""


def _bare_number(x: str) -> str:
    """Inside a number nothing but the number counts: blanks, quotes, currency signs go; so does a note in brackets."""
    bare = (
        f"regexp_replace({_half(x)}, '[\\s\\p{{Z}}\\x{{FEFF}}\\x{{200B}}\"''`=\\p{{Sc}}]"
        "|RMB|CNY|USD|EUR|GBP|人民币|元|圆', '', 'g')"
    )
    noteless = f"regexp_replace({bare}, '^([^()]*\\d[^()]*)\\(.*\\)$', '\\1')"
    return f"regexp_replace({noteless}, '(\\d)(?:件|个|人|次|笔|单|张|条|位)$', '\\1')"


def _number(b: str, decimal_comma: bool) -> str:
    """Its value; null where it is no number."""
    core = f"regexp_replace({b}, '^\\((.*)\\)$|[万亿]$|(\\d)-$', '\\1\\2')"
    factor = (
        f"(CASE WHEN prefix({b}, '(') OR suffix({b}, '-') THEN -1 ELSE 1 END"
        f" * CASE WHEN suffix({b}, '万') THEN 10000 WHEN suffix({b}, '亿') THEN 100000000 ELSE 1 END)"
    )
    if decimal_comma:
        shape = r"[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d*)?"
        digits = "replace(replace(c, '.', ''), ',', '.')"
    else:
        shape = r"[+-]?(\d{1,3}(,\d{2,3})*,\d{3}|\d+)(\.\d*)?([eE][+-]?\d+)?|[+-]?\.\d+"
        digits = "replace(c, ',', '')"
    value = f"CASE WHEN regexp_full_match(c, '{shape}') THEN TRY_CAST({digits} AS {NUMBER}) END"
    return f"TRY_CAST({let('c', core, value)} * {factor} AS {NUMBER})"


def _numbers(decimal_comma: bool) -> str:
    number = _number("b", decimal_comma)
    word = (
        f"CASE WHEN {_is_none('b')} THEN NULL WHEN {either('b', ZERO_WORDS)} THEN 0::{NUMBER}"
        f" ELSE {BAD_NUMBER} END"
    )
    share = f"""CASE WHEN suffix(b, '%') THEN COALESCE(TRY_CAST({let("d", "b[:-2]", _number("d", decimal_comma))} / 100 AS {NUMBER}), {BAD_NUMBER})
  ELSE COALESCE(TRY_CAST({number} / unit AS {NUMBER}), {word}) END"""
    return f"""
CREATE MACRO slow_number(x) AS {let("b", _bare_number("x"), f"COALESCE({number}, {word})")};
CREATE MACRO slow_share(x, unit) AS {let("b", _bare_number("x"), share)};
CREATE MACRO slow_seconds(x) AS {let("b", _bare_number("x"), f"COALESCE({_length('b')}, {number}, {word})")};
"""


def _length(b: str) -> str:
    def part(pattern: str, seconds: int) -> str:
        return f"COALESCE(TRY_CAST(regexp_extract({b}, '{pattern}', 1) AS {NUMBER}), 0) * {seconds}"

    clock = " + ".join((part(r"^(\d+):\d+:", 3600), part(r"(\d+):\d+$", 60), part(r":(\d+)$", 1)))
    words = " + ".join(
        (
            part(r"(\d+)天", 86400),
            part(r"(\d+(?:\.\d+)?)(?:小时|时|h)", 3600),
            part(r"(\d+(?:\.\d+)?)(?:分|m)", 60),
            part(r"(\d+(?:\.\d+)?)(?:秒|s)", 1),
        )
    )
    shape = r"(\d+天)?(\d+(\.\d+)?(小时|时|h))?(\d+(\.\d+)?(分钟|分|min|m))?(\d+(\.\d+)?(秒|s))?"
    return (
        f"TRY_CAST(CASE WHEN regexp_full_match({b}, '(\\d+:)?\\d+:\\d{{1,2}}') THEN {clock}"
        f" WHEN {b} <> '' AND regexp_full_match({b}, '{shape}') THEN {words} END AS {NUMBER})"
    )


def _written_time(x: str, day_first: bool) -> str:
    """As it is written, but YYYY-MM-DD HH:MM:SS; still in the words of its own clock."""
    bare = (
        f"trim(regexp_replace(translate({_half(x)}, {quoted(_SPACES)}, {quoted(' ' * len(_SPACES))}),"
        " '^[\\s=''`\"]+|[\\s\"]+$', '', 'g'))"
    )
    if day_first:
        bare = f"regexp_replace({bare}, '^(\\d{{1,2}})[/.-](\\d{{1,2}})[/.-](\\d{{4}})', '\\3-\\2-\\1')"
    dashed = (
        f"regexp_replace({bare}, '^(\\d{{4}})\\s*[年./-]\\s*(\\d{{1,2}})\\s*[月./-]\\s*(\\d{{1,2}})\\s*日?[\\sT]*',"
        " '\\1-\\2-\\3 ')"
    )
    colons = f"regexp_replace({dashed}, '(\\d{{1,2}})\\s*[时点]\\s*(\\d{{1,2}})\\s*分?\\s*(?:(\\d{{1,2}})\\s*秒)?', '\\1:\\2:\\3')"
    return f"rtrim(trim({colons}), ':')"


_SERIAL = "TRY_CAST(round(TRY_CAST(w AS DECIMAL(18,10))::DECIMAL(38,10) * 86400, 0) AS BIGINT)"
_PLAIN = rf"""CASE
  WHEN regexp_full_match(w, '\d{{4}}-\d{{1,2}}-\d{{1,2}}( \d{{1,2}}:\d{{1,2}}(:\d{{1,2}}(\.\d+)?)?)?') THEN TRY_CAST(w AS TIMESTAMP)
  WHEN regexp_full_match(w, '\d{{8}}') THEN try_strptime(w, '%Y%m%d')
  WHEN regexp_full_match(w, '\d{{14}}') THEN try_strptime(w, '%Y%m%d%H%M%S')
  WHEN regexp_full_match(w, '\d{{8}} \d{{1,2}}:\d{{2}}(:\d{{2}})?') THEN try_strptime(w, ['%Y%m%d %H:%M:%S', '%Y%m%d %H:%M'])
  WHEN regexp_full_match(w, '[2-6]\d{{4}}(\.\d+)?') THEN TIMESTAMP '1899-12-30 00:00:00' + to_seconds({_SERIAL})
  WHEN regexp_full_match(w, '\d{{1,2}} [A-Z][a-z]{{2}} \d{{4}}') THEN try_strptime(w, '%d %b %Y')
  WHEN regexp_full_match(w, '[A-Z][a-z]{{2}} \d{{1,2}}, \d{{4}}') THEN try_strptime(w, '%b %d, %Y') END"""
_MINUTES = r"""CASE WHEN suffix(w, 'Z') OR suffix(w, 'UTC') OR suffix(w, 'GMT') THEN 0 ELSE
  (CASE WHEN regexp_matches(w, '-\d{2}:?(\d{2})?$') THEN -1 ELSE 1 END)
  * (TRY_CAST(regexp_extract(w, '[+-](\d{2}):?(\d{2})?$', 1) AS INTEGER) * 60
     + COALESCE(TRY_CAST(regexp_extract(w, '[+-](\d{2}):?(\d{2})?$', 2) AS INTEGER), 0)) END"""
_OFFSET = rf"""CASE
  WHEN regexp_full_match(w, '\d{{4}}-\d{{1,2}}-\d{{1,2}} \d{{1,2}}:\d{{2}}(:\d{{2}}(\.\d+)?)? ?(Z|UTC|GMT|[+-]\d{{2}}(:?\d{{2}})?)') THEN
    TRY_CAST(regexp_extract(w, '^\S+ [\d:.]+') AS TIMESTAMP) - to_minutes({_MINUTES})
  WHEN regexp_full_match(w, '1\d{{9}}') THEN make_timestamp(TRY_CAST(w AS BIGINT) * 1000000)
  WHEN regexp_full_match(w, '1\d{{12}}') THEN make_timestamp(TRY_CAST(w AS BIGINT) * 1000) END"""


def _times(zone: str, day_first: bool) -> str:
    none = f"{_is_none('w')} OR {_starts('w', NO_DATES)}"
    local = let("o", _OFFSET, to_local("o", zone))
    time = f"CASE WHEN {none} THEN NULL ELSE COALESCE({_OFFSET}, {to_utc(_PLAIN, zone)}, {BAD_TIME}) END"
    day = f"COALESCE(({local})::DATE, ({_PLAIN})::DATE, {BAD_DATE})"
    month = r"""CASE WHEN regexp_full_match(w, '\d{4}(-|/|年)\d{1,2}月?') THEN
  TRY_CAST(regexp_extract(w, '^\d{4}') || '-' || regexp_extract(w, '(\d{1,2})月?$', 1) || '-01' AS DATE) END"""

    def written(x: str) -> str:
        return _written_time(x, day_first)

    def end(part: int) -> str:
        piece = f"regexp_replace({written('x')}, '{_RANGE}', '\\{part}')"
        whole = f"({month})" if part == 1 else f"last_day({month})"
        body = f"CASE WHEN {none} THEN NULL ELSE COALESCE({whole}, {day}) END"
        return let("w", let("v", piece, written("v")), body)

    return f"""
CREATE MACRO slow_time(x) AS {let("w", written("x"), time)};
CREATE MACRO slow_date(x) AS {let("w", written("x"), f"CASE WHEN {none} THEN NULL ELSE {day} END")};
CREATE MACRO slow_period_start(x) AS {end(1)};
CREATE MACRO slow_period_end(x) AS {end(2)};
"""


def macros(*, zone: str, day_first: bool, decimal_comma: bool) -> str:
    """All macros, for one zone and one way of writing dates and decimals."""
    return _texts() + _numbers(decimal_comma) + _times(zone, day_first)
