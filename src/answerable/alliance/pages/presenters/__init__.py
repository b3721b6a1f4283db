"""What the public pages of this room need, prepared in the reader's language."""
