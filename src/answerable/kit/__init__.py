"""Tools without domain words: clock, queue, pictures, tables, imports, translations, text.

Whatever is built once for every room lives here; nothing here knows what an organisation is.
"""
