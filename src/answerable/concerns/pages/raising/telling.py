"""Telling what happened: one question a page."""
