"""The desk where texts are written, translated and adopted."""
