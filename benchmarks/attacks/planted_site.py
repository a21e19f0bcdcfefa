"""What the planted server's worker loads: the product's own site, then the mistakes."""

from benchmarks.attacks import planted
from cms.wsgi import application

__all__ = ["application"]

planted.plant()
