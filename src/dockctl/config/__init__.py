"""The user's ~/.docker: config.json, contexts and which engine they choose."""
