"""tap.py: prints test results in the form that tests/run.py reads."""

import sys

_count = 0
_failed = 0


def case(name, problems):
    """One test case: it passes when `problems`, a list of lines, is empty."""
    global _count, _failed
    _count += 1
    print(f"{'not ok' if problems else 'ok'} {_count} - {name}")
    for line in problems:
        print(f"  {line}")
    _failed += bool(problems)


def skip(name, reason):
    global _count
    _count += 1
    print(f"ok {_count} - {name} # SKIP {reason}")


def done():
    print(f"1..{_count}")
    sys.exit(1 if _failed else 0)
