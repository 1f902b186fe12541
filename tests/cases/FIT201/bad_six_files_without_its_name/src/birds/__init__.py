"""A project in a src folder."""
