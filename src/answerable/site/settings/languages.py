"""The shipped interface languages: their own names, and which are complete. Pages add others: see `alliance.queries.languages`."""

LANGUAGES = [
    ("en", "English"),
    ("es", "Español"),
    ("fr", "Français"),
    ("pt", "Português"),
    ("ar", "العربية"),
    ("hi", "हिन्दी"),
]
COMPLETE_LANGUAGES = ("en", "es", "fr", "pt", "ar", "hi")
# Every language written from right to left; a test holds it against what Babel knows.
LANGUAGES_BIDI = [
    "apc", "ar", "bal", "bgn", "ckb", "dv", "fa", "he", "ks", "lrc", "mzn", "nqo", "ps", "rhg", "sd", "sdh", "skr",
    "syr", "trw", "ug", "ur", "yi",
]  # fmt: skip
