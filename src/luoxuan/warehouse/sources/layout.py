"""What a layout may say: the schema of the YAML files beside this module (9.1).

A layout describes one report of one platform. The engine reads every file with the same code; a new version
of a report is a new YAML file and a fixture. The shape is checked when it is loaded.
"""

import re
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Kind = Literal[
    "id",
    "text",
    "money",
    "count",
    "number",
    "percent",
    "seconds",
    "time",
    "date",
    "period",
    "status",
    "personal",
]
"""How a source column is cleaned. `personal` cells are never stored: an emit may take a keyed hash (`customer`) or
what a `match` picks out (province, city), nothing else.
`period` is a day, or a range 20260601~20260630; `percent` 10% becomes 0.1; `seconds` takes 90 or 1分30秒."""


class Strict(BaseModel):
    """A frozen model that refuses words it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceColumn(Strict):
    """One column of the report, named as the platform prints it, trimmed.

    Names and aliases are compared after NFKC, without blanks or line breaks and without regard to case;
    reports give the name as written here. Where a header has both a name and its alias, the name wins.
    An amount with a Chinese name goes by it with and without (元).
    """

    name: str
    kind: Kind = "text"
    aliases: tuple[str, ...] = ()
    required: bool = False
    """Without it the file is refused, with its name in the message."""
    usual: bool = True
    """False: only some versions of the report have it; its absence is not named among the missing columns."""
    grain: Literal["row", "order"] = "row"
    """`order`: the amount repeats on every line of an order (`order_key`) and is taken once per order."""
    inherit: bool = False
    """Blank on later lines of the same order (Shopify): take the value of its first line."""
    summed: bool = True
    """False for money and counts that must not be added over rows (cumulative, distinct over days is still summed
    in the checksum of a file, since the file's own total does so)."""
    reversal: bool = False
    """A negative value marks a hand-made reversal row: it goes to quarantine as `negative_reversal`."""
    affects: tuple[str, ...] = ()
    """Metric ids that are unavailable where the column is missing; filled for the columns that matter."""

    @model_validator(mode="after")
    def _know_unit_spellings(self) -> Self:
        if self.kind == "money":
            known = (self.name, *self.aliases)
            spelled = (_other_spelling(name) for name in known if _CHINESE.search(name))
            found = dict.fromkeys((*self.aliases, *spelled))
            object.__setattr__(
                self, "aliases", tuple(name for name in found if name not in known[:1])
            )
        return self


_CHINESE = re.compile("[一-龥]")
_UNIT = re.compile(r"[(（]元[)）]$")


def _other_spelling(name: str) -> str:
    return _UNIT.sub("", name) if _UNIT.search(name) else f"{name}(元)"


class Detect(Strict):
    """How a layout knows its file: by content first, names only break ties."""

    must: tuple[str, ...]
    """Clean column names (aliases count) that must all be in the header."""
    must_not: tuple[str, ...] = ()
    sheet: str | None = None
    """Pattern for the sheet name, a tie-breaker."""
    file_name: str | None = None
    """Pattern for the file name, a tie-breaker."""
    preamble: str | None = None
    """Pattern that must occur in the lines above the header."""
    zipped: bool | None = None
    """True or false: the table came out of a zip, or did not; a tie-breaker."""


class AsOf(Strict):
    """Where the freshness of a record comes from."""

    column: str | None = None
    file_name: str | None = None
    """Pattern with one group in the file name; `epoch` or a strptime format reads it."""
    file_format: str | None = None


Field_ = Annotated[str | dict[str, Any], Field(union_mode="left_to_right")]
"""How a canonical field is filled. A text names a source column (missing column = null). Else one of
(quote "true" and "on": YAML reads them as truth values):

{const: v}                      the value itself
{coalesce: [f, f, ...]}         first that is not null (or empty)
{sum: [f, f]}                   nulls as 0, null where all are null
{subtract: [a, b, ...]}         a - b - ..., null where any of them is null (missing is not 0)
{divide: [a, b]}                null where b is 0 or null
{multiply: [f, f]}              null where one is null
{negate: f} {abs: f}
{nonzero: f}                    null where it is 0: "paid 0.00" of an order that nobody paid
{only: f, where: {col: [texts]}}  null where the column holds none of the texts
{status: column, vocabulary: v} text through a vocabulary (see `vocabularies`); an empty cell = null; no entry =
                                "unknown" and listed; an entry with the empty text = null, so that a coalesce goes on;
                                `cancelled_or_closed` = closed where the row's paid_at is set, else cancelled
{flag: column, "true": [texts]} TRUE where the cell is one of them, else FALSE; null where column is missing
{match: column, pattern: p}     first group of the pattern
{join: [f, f], with: " > "}     texts joined, nulls left out
{customer: column, quality: open_id|member_id|phone_key|agent|parcel}   keyed hash; a parcel has the same on every platform; null where masked, empty, or destroyed
{quality: column, value: open_id|...}                      identity_quality that goes with the line above
{"on": f}                       the date of a time in the layout's zone
{period_start: column} {period_end: column}                of a `period` or `date` column
{file_period_start: pattern, format: f} {file_period_end: pattern, format: f}   day found in file name or preamble
{file_name: pattern}            first group in the file name
{as_of: moment}                 how fresh the file is: the time a stock of a moment stood so
{date_in_id: column}            PDD: YYMMDD- at the head of an order number
{shop: key|platform}            of the shop the file belongs to (filled by itself; rarely needed)
{shop_named: column}            key of the shop of the register whose name, key or number the cell is; a name nobody
                                knows stays as it is and is listed
{signed: f, by: column, vocabulary: v}   an unsigned amount: v gives in (plus) or out (minus); no entry = null, listed
{masked: f}                     a number of an account by its last four: ****0156
{numbered: [f, f, ...]}         a made-up number: the parts and the ordinal among rows equal in them, joined by |
{part: component|fee_type|amount|base_amount|rate}   of the component a row stands for (`each`)
"""

Word = Annotated[str | dict[str, Any], Field(union_mode="left_to_right")]


class Component(Strict):
    """One of the amounts a row is made of (`each`)."""

    component: str
    """Its name: the column's, as a rule."""
    fee_type: Word
    """The canonical word itself, or a form that gives one."""
    amount: Field_
    base_amount: Field_ | None = None
    rate: Field_ | None = None


class Emit(Strict):
    """Rows of one canonical table made from the report.

    Where the layout does not, the engine fills: the shop's columns, lineage, time_precision, month, `*_on` dates
    (from their `*_at`), currency (the row's `currency_column`, else the layout's or the shop's), and

    - time_semantics: the layout's, but period_snapshot on a row whose period is longer than a day;
    - payment_status of orders and lines: refund_amount above zero is refunded where it reaches the paid amount, else
      partially_refunded; closed is refunded; pending_payment and cancelled are unpaid; else paid where paid_at is
      set or the order went on; else unknown;
    - refunded_at of refunds is kept only where the status is refunded (files print the end of any case there).
    """

    table: str
    fields: dict[str, Field_]
    once_per: tuple[str, ...] = ()
    """Source columns that identify one emitted row (an order in a line report): the first row of the group gives
    every field, except `totals`, which are summed over its rows."""
    totals: tuple[str, ...] = ()
    """Canonical fields that are summed over the group (units, line amounts)."""
    each: tuple[Component, ...] = ()
    """One source row gives one canonical row per component whose amount is neither empty nor nought; `fields` take
    what tells them apart with {part: ...}. Not together with `once_per`."""
    rank: Literal[0, 1] = 1
    """0: derived from another grain, gives way to a full record."""
    where: dict[str, tuple[str, ...]] = {}
    """Emit only rows whose source column holds one of the texts; {"col": []} means any non-empty cell. Of a number
    column "<0", "<=0", ">0" or ">=0" take one side of nought: cancellations written as negative pieces."""


class FooterCheck(Strict):
    """A total the file states beside its rows, mostly below them; the rows must come to the same, whatever sign the file gives it."""

    name: str
    """What a report calls it: 支出合计."""
    pattern: str | None = None
    """Pattern with one group, searched in the lines below the rows."""
    label: str | None = None
    """Or: a cell below the rows that names the total; the figure stands in the row below it."""
    rollup: str | None = None
    """Or: a source column whose figure stands in the roll-up rows themselves (`rollup`), above or among the rows."""
    column: str | None = None
    """Source column added up; None: rows are counted."""
    where: dict[str, tuple[str, ...]] = {}
    """Only rows whose source column holds one of the texts, or a number on that side of nought (see Emit)."""

    @model_validator(mode="after")
    def _found_one_way(self) -> Self:
        if sum(way is not None for way in (self.pattern, self.label, self.rollup)) != 1:
            raise ValueError("give pattern, label or rollup, one of them")
        return self


class Layout(Strict):
    """One report of one platform."""

    platform: str
    dataset: str
    version: int = 1
    title: str
    """Name a merchant knows it by, in Chinese."""
    supported: bool = True
    """False: recognised, read by a later version."""
    refuse: str | None = None
    """A reason in Chinese and English to refuse the file even though it is recognised (a personal bill)."""
    brand_wide: bool = False
    """The file belongs to the brand and to none of its shops: nobody is asked for one, `shop_key` is empty."""
    shop_platform: str | None = None
    """Platform of the shop it speaks of, where that is not `platform` (sycm and alimama speak of taobao)."""
    currency: str | None = "CNY"
    """Null: the shop's currency."""
    currency_column: str | None = None
    currency_pattern: str | None = None
    """Pattern with one group found in a header cell: Meta prints the currency in the name of a column."""
    zone: str | None = "Asia/Shanghai"
    """Zone of times without offset; null: the shop's zone."""
    day_first: bool = False
    time_semantics: Literal[
        "event", "daily_fact", "period_snapshot", "session_fact", "cumulative"
    ] = "event"
    detect: Detect
    data_offset: int = 1
    """Rows from the header to the first data row; more than 1 skips notes and column descriptions."""
    columns: tuple[SourceColumn, ...]
    key: tuple[str, ...]
    """Source columns that identify a row of the report, for duplicates and distinct_keys."""
    order_key: tuple[str, ...] = ()
    """Source columns that identify an order, where a column has grain `order` or inherits."""
    ordinal_key: bool = False
    """Rows equal in the key but different elsewhere are separate rows (ledgers without a line id)."""
    rollup: dict[str, tuple[str, ...]] = {}
    """Rows whose column holds one of the texts are roll-ups: dropped as `summary_row`, like 合计 and its kin. The empty
    text tells rows that leave the column blank; what they say may be inherited (`inherit`) like that of a first line."""
    shop_name: str | None = None
    """Source column with the shop's name, to find the shop."""
    footer: tuple[FooterCheck, ...] = ()
    """Totals below the rows; those lines are then no rows of the report, and a mismatch is a finding."""
    as_of: AsOf = AsOf()
    vocabularies: dict[str, dict[str, str]] = {}
    """Own status texts; the shared ones are in vocabularies.yaml under their name."""
    emit: tuple[Emit, ...] = ()

    @property
    def id(self) -> str:
        """platform/dataset@version."""
        return f"{self.platform}/{self.dataset}@{self.version}"
