"""A room of a newer program, whose second change of tables fails."""
