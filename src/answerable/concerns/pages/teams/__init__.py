"""How a team comes to read, and how its people keep their keys through the years."""
