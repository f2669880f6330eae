"""What commands are made of: work on many objects and several engines, containers in a terminal, archives."""
