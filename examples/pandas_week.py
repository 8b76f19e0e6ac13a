"""What each of you said of each promise, day by day, in a table of pandas.

    python3 examples/pandas_week.py ~/.local/share/ourword/ledger.db

It reads the ledger's own tables and changes nothing. What windows come to in the end, their verdicts, is not stored:
for that, read `ourword report 12w --json`. Each promise stands alone; nobody is held against the other.
"""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pandas as pd

MARKS = """
    SELECT mark.day, coalesce(promise.name, promise.id) AS promise, partner.name AS said_by, mark.says
    FROM mark
    JOIN promise ON promise.id = mark.promise
    JOIN partner ON partner.n = mark.author
    WHERE mark.standing = 1
    ORDER BY mark.day
"""


def marks(path: Path) -> pd.DataFrame:
    """The standing marks, one row for each, from a ledger opened to read only."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as ledger:
        return pd.read_sql_query(MARKS, ledger, parse_dates=["day"])


def week_by_week(said: pd.DataFrame) -> pd.DataFrame:
    """How many days of each word, by promise and week, weeks called by their Mondays."""
    monday = said["day"] - pd.to_timedelta(said["day"].dt.day_of_week, unit="D")
    return said.groupby(["promise", monday.rename("week"), "says"])["day"].nunique().unstack(fill_value=0)


def main() -> None:
    """Prints both tables."""
    if len(sys.argv) != 2:
        sys.exit("which ledger? pandas_week.py FILE")
    said = marks(Path(sys.argv[1]))
    if said.empty:
        print("Nothing was said yet.")
        return
    print(said.pivot_table(index="day", columns=["promise", "said_by"], values="says", aggfunc="last").fillna(""))
    print()
    print(week_by_week(said))


if __name__ == "__main__":
    main()
