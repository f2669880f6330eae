"""One module a subcommand, each holding the function of its own name."""
