"""How often fitlint is right on public code, and how many published faults it finds. ``run.py`` is the command."""
