"""Interop: what other programs wrote, read in; each format in a file of its own."""
