"""Every command in every grammatical form, beside the real docker CLI."""
