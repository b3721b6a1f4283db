"""The response desk: those who read concerns come in, see what is due, read and answer."""
