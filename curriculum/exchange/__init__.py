"""Questions in other formats: in as drafts, out as files."""
