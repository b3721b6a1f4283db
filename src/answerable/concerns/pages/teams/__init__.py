"""Where a team opens its channel, and says what it promises."""
