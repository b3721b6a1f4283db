"""The pages through which people come in, go out, and look after how they do."""
