"""The files that a curriculum travels in, and the way between them and the database."""
