"""What pages show of texts, prepared: words for codes, pieces for differences."""
