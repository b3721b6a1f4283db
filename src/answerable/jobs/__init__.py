"""Schedules: the folder says how often, the file name says what. Each file has one function, `run()`, safe to repeat."""
