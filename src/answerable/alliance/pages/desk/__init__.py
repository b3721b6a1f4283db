"""The desks: where those who keep a network's, an organisation's or the alliance's records do so."""
