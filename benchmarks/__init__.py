"""What the product costs, as ratios to a peer's figure or a limit measured in the same run. No tests: `python -m benchmarks`."""
