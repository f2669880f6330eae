"""What is told of a command beside its output: records of --result, and notes for CI services."""
