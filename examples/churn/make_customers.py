"""Write customers.csv: invented customers, of whom a few leave, for the reasons that customers have.

Run it again to get the same file: the numbers come from a seeded generator.
"""

import csv
import math
import random
from pathlib import Path

CUSTOMERS, LEAVING = 2000, 116
COLUMNS = ("age", "months", "fee", "calls", "late_payments", "logins", "discount", "churned")


def customer(dice):
    """Return the columns of one customer, and how much speaks for leaving."""
    age = dice.gauss(45, 14)
    months = dice.expovariate(1 / 30)
    fee = dice.choice([19, 29, 49, 79]) + dice.gauss(0, 2)
    calls = min(int(dice.expovariate(1 / 1.5)), 12)
    late = min(int(dice.expovariate(1 / 0.7)), 6)
    logins = max(0.0, dice.gauss(9, 4))
    discount = dice.choice([0, 0, 0, 10, 20])
    trouble = calls / 3 + late / 1.5
    unused = max(0.0, 8 - logins) / 4
    dear = fee / 40 - discount / 15
    loyal = math.log1p(months) / 2
    reasons = trouble * unused + dear * unused + 0.6 * trouble * max(0.0, 1.5 - loyal) + dice.gauss(0, 0.9)
    return [round(age), round(months), round(fee, 2), calls, late, round(logins, 1), discount], reasons


def main():
    """Write the table beside this script; the customers with the strongest reasons leave."""
    dice = random.Random(7)  # noqa: S311 - nothing here is secret
    customers = [customer(dice) for _ in range(CUSTOMERS)]
    limit = sorted((reasons for _, reasons in customers), reverse=True)[LEAVING]
    with open(Path(__file__).parent / "customers.csv", "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows([*columns, int(reasons > limit)] for columns, reasons in customers)


if __name__ == "__main__":
    main()
