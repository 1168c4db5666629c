"""Widgets: one thing seen, one file. Each reads the session, asks the session, and knows no other view."""
