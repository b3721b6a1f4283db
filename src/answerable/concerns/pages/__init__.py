"""What is seen of concerns: telling (`raising`), coming back, and, each behind doors of their own, the desk and its teams."""
