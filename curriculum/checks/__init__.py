"""Whether a file of the curriculum may be loaded: every problem found, as a value."""
