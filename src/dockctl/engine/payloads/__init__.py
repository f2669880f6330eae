"""What the Engine API sends and takes, spelled as in its reference.

Only the fields this client reads or writes; TypedDicts, so an answer is what the JSON parser made of it.
"""
