"""An organisation's passport: for its own people, and for whoever has a link to it, as a page, as PDF and as JSON."""
