"""The pages of the curriculum that are no pages of the tree."""
