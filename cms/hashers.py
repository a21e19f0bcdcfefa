"""How passwords are kept."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class SmallArgon2(Argon2PasswordHasher):
    """Argon2id with 19 MiB and two passes, the OWASP password storage cheat sheet's first choice:
    Django's own 100 MiB would be half of what the whole server needs on a school's laptop."""

    memory_cost = 19 * 1024
    time_cost = 2
    parallelism = 1
