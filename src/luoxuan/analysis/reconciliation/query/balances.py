"""Opening + movements = closing, and where it does not: at which line (11.12)."""

from typing import Any

from luoxuan.analysis.reconciliation.query.bench import Bench, day
from luoxuan.analysis.reconciliation.query.lines import BOOK


def make(bench: Bench) -> None:
    """`recon_breaks`: lines whose balance does not follow; `recon_ranges`: opening and closing of every account."""
    bench.view("chain", _chain(bench))
    # Most accounts are a chain in the order of time and number: only the others are looked at instant by instant.
    bench.make(
        "doubtful",
        """SELECT DISTINCT acct FROM (
            SELECT acct, was, lag(balance) OVER (PARTITION BY acct ORDER BY occurred_at, flow_no) AS before
            FROM recon_chain
        ) WHERE before IS NOT NULL AND was <> before""",
    )
    bench.make("links", "SELECT * FROM recon_chain SEMI JOIN recon_doubtful USING (acct)")
    bench.make("nodes", _nodes())
    bench.make("breaks", _breaks())
    bench.make("ranges", _ranges())
    bench.drop("links", "nodes")


def rows(bench: Bench) -> list[dict[str, Any]]:
    """Breaks of the period in the order of time."""
    return bench.rows(
        """SELECT acct, flow_no, occurred_at, expected, balance AS found FROM recon_breaks
        ORDER BY acct, occurred_at, flow_no"""
    )


def _chain(bench: Bench) -> str:
    """Movements with the balance before and after; before the period only the last instant counts.

    An account that leaves out the balance of a line cannot be followed.
    """
    first = day(bench.question.first)
    raw = f"""SELECT a.acct, r.flow_no, r.occurred_at, r.occurred_on, r.balance_after AS balance, r.amount
        FROM recon_raw r JOIN recon_accounts a USING {BOOK}
        WHERE r.ledger <> 'statement' AND r.occurred_on <= {day(bench.cut)} AND r.occurred_at IS NOT NULL"""
    if bench.count(
        "recon_raw WHERE component <> '' AND balance_after IS NOT NULL AND ledger <> 'statement'"
    ):
        raw = f"""SELECT acct, flow_no, occurred_at, min(occurred_on) AS occurred_on, max(balance) AS balance,
            sum(amount)::DECIMAL(18,4) AS amount FROM ({raw}) GROUP BY acct, flow_no, occurred_at"""
    return f"""
    SELECT m.acct, m.flow_no, m.occurred_at, m.occurred_on, m.balance,
        (m.balance - m.amount)::DECIMAL(18,4) AS was, m.occurred_on >= {first} AS in_period
    FROM ({raw}) m JOIN (
        SELECT acct, max(occurred_at) FILTER (occurred_on < {first}) AS since FROM ({raw})
        GROUP BY acct HAVING bool_and(balance IS NOT NULL OR occurred_on < {first})
    ) s USING (acct)
    WHERE (m.occurred_on >= {first} OR m.occurred_at = s.since) AND m.balance IS NOT NULL"""


def _nodes() -> str:
    """Lines of one second stand in any order: what is left of their balances before, and after, joins them to others.

    A balance before that is also a balance after in the same second is a step inside; ordinals keep equal ones apart.
    """
    return """
    WITH b AS (
        SELECT *, row_number() OVER (PARTITION BY acct, occurred_at, was ORDER BY flow_no) AS k FROM recon_links
    ), a AS (
        SELECT *, row_number() OVER (PARTITION BY acct, occurred_at, balance ORDER BY flow_no) AS k FROM recon_links
    )
    SELECT b.acct, b.occurred_at, 'in' AS way, b.was AS value, b.flow_no
    FROM b ANTI JOIN a ON a.acct = b.acct AND a.occurred_at = b.occurred_at AND a.balance = b.was AND a.k = b.k
    UNION ALL
    SELECT a.acct, a.occurred_at, 'out', a.balance, a.flow_no
    FROM a ANTI JOIN b ON a.acct = b.acct AND a.occurred_at = b.occurred_at AND a.balance = b.was AND a.k = b.k"""


def _breaks() -> str:
    """Ways into an instant that no way out of the instant before leads to.

    An instant that turns back to where it began has neither; it is a break where it does not pass the balance it
    should begin with.
    """
    return """
    WITH g AS (
        SELECT acct, occurred_at, list(value ORDER BY value, flow_no) FILTER (way = 'in') AS ins,
            list(value ORDER BY value, flow_no) FILTER (way = 'out') AS outs
        FROM recon_nodes GROUP BY ALL
    ), h AS (
        SELECT *, lag(outs) OVER (PARTITION BY acct ORDER BY occurred_at) AS before FROM g
    ), j AS (
        SELECT *, list_filter(ins, x -> list_contains(before, x))[1] AS joined,
            coalesce(list_filter(outs, x -> NOT list_contains(ins, x)), []) AS ends FROM h
    ), bad AS (
        SELECT n.acct, n.occurred_at, n.flow_no, n.value, j.before, j.joined,
            row_number() OVER (PARTITION BY n.acct, n.occurred_at ORDER BY n.value = j.joined DESC, n.value, n.flow_no)
                AS place, j.outs
        FROM recon_nodes n JOIN j USING (acct, occurred_at) WHERE n.way = 'in' AND j.before IS NOT NULL
    ), loops AS (
        SELECT c.acct, c.occurred_at, min(c.flow_no) AS flow_no, any_value(g.outs[1]) AS before
        FROM recon_links c
        ANTI JOIN (SELECT DISTINCT acct, occurred_at FROM recon_nodes) n
            ON n.acct = c.acct AND n.occurred_at = c.occurred_at
        ASOF JOIN g ON g.acct = c.acct AND c.occurred_at > g.occurred_at
        GROUP BY c.acct, c.occurred_at
        HAVING NOT bool_or(list_contains(g.outs, c.was))
    ), found AS (
        SELECT acct, occurred_at, flow_no, CASE WHEN joined IS NULL AND place = 1 THEN before[1]
            ELSE outs[least(place - 1, len(outs))] END AS start
        FROM bad WHERE joined IS NULL OR place > 1
        UNION ALL SELECT acct, occurred_at, flow_no, before FROM loops
    )
    SELECT c.acct, c.flow_no, c.occurred_at, c.occurred_on, f.start + c.balance - c.was AS expected, c.balance
    FROM found f JOIN recon_links c USING (acct, occurred_at, flow_no) WHERE c.in_period"""


def _more(these: str, those: str) -> str:
    """Values that stand more often in these than in those; all of these where there is none: the instant turns back."""
    found = f"list_filter({these}, x -> len(list_filter({these}, y -> y = x)) > len(list_filter({those}, y -> y = x)))"
    return f"CASE WHEN len({found}) > 0 THEN {found} ELSE {these} END"


def _ranges() -> str:
    """What the account began and ended the period with.

    Of equal instants it is the balance no other line explains. Where an instant turns back to where it began, several
    could be it: those are taken that the movements between lead to.
    """
    return f"""
    WITH ends AS (
        SELECT acct, in_period, list(was ORDER BY flow_no) FILTER (occurred_at = first_at) AS first_ins,
            list(balance ORDER BY flow_no) FILTER (occurred_at = first_at) AS first_outs,
            list(was ORDER BY flow_no) FILTER (occurred_at = last_at) AS ins,
            list(balance ORDER BY flow_no) FILTER (occurred_at = last_at) AS outs
        FROM recon_chain JOIN (
            SELECT acct, in_period, min(occurred_at) AS first_at, max(occurred_at) AS last_at
            FROM recon_chain GROUP BY ALL) USING (acct, in_period)
        WHERE occurred_at IN (first_at, last_at) GROUP BY ALL
    ), sums AS (
        SELECT acct, sum(balance - was)::DECIMAL(18,4) AS moved FROM recon_chain WHERE in_period GROUP BY acct
    ), could AS (
        SELECT p.acct, moved, {_more("p.outs", "p.ins")} AS closings,
            CASE WHEN o.acct IS NULL THEN {_more("p.first_ins", "p.first_outs")} ELSE {_more("o.outs", "o.ins")} END AS openings
        FROM (SELECT * FROM ends WHERE in_period) p JOIN sums USING (acct)
        LEFT JOIN (SELECT * FROM ends WHERE NOT in_period) o USING (acct)
    )
    SELECT acct, coalesce(chosen, openings[1]) AS opening,
        coalesce((chosen + moved)::DECIMAL(18,4), closings[-1]) AS closing
    FROM (SELECT *, list_filter(openings, x -> list_contains(closings, (x + moved)::DECIMAL(18,4)))[1] AS chosen FROM could)"""
