"""Tracks on one time axis."""
