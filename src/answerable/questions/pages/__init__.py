"""What people see of rounds: whoever asks, whoever answers, and whoever reads what came of it."""
