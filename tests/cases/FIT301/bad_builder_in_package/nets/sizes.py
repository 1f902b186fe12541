"""Sizes."""

WIDTH = 128
