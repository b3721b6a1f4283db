"""What the desk's pages say of a case, from what its reader may know of it."""
