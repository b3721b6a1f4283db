"""What must be true of messages: when they go, by which way, what one that came back says, which words may stand in them."""
