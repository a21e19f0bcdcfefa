"""Results files: what was published of a school, on its way to a hub (docs/adr/0029).

In it are the school's own cells of figures and nothing finer (PRIVACY.md, rule 10): no class, no
day, no name of a person.
"""
