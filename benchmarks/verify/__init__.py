"""How often verdicts are wrong, and how long they take."""
