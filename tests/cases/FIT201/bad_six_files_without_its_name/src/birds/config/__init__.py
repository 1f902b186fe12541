"""A part of it."""
