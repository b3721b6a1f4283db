"""The interface languages: their own names, and which are complete."""

LANGUAGES = [
    ("en", "English"),
    ("es", "Español"),
    ("fr", "Français"),
    ("pt", "Português"),
    ("ar", "العربية"),
    ("hi", "हिन्दी"),
]
COMPLETE_LANGUAGES = ("en", "es", "fr", "pt", "ar", "hi")
