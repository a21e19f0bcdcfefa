"""Lesson packs: lessons in one signed file, `.birge`, that travels on a stick (docs/adr/0029)."""
