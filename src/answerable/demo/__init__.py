"""The invented alliance, made through the rooms' own actions. Nothing here is real, and no real name enters."""
