"""The privacy page: written out of what the program keeps and of the settings in force, so that it stays true."""
