"""The outside world, one library per folder. Nobody imports this package but the program that starts it, and tests."""
