"""The handbook's own checks and Markdown additions. Nothing in here knows MkDocs."""
