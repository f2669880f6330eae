"""Bytes to and from an engine: addresses, HTTP and upgraded connections."""
