"""A network makes a code its own: begin, invite, write, contribute, answer, compare, ask partners, decide."""
