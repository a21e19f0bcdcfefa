"""The WSGI application, as the server's worker loads it."""

import gc
import os

from cms import folder, memory, owner
from cms.places import Places

# Before Django loads: from here on no crash writes this process's memory to a file, it alone owns
# the data folder, and it ends with the server that started it.  A server that was killed just now
# may still be going.
memory.keep_off_the_disk()
owner.die_with_parent()
owner.take(folder.path(), patience=3)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.lan")

from django.conf import settings  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.utils.module_loading import import_string  # noqa: E402

_site = Places(get_wsgi_application(), settings.CMS_PREFIX)
application = import_string(settings.BIRGE_DOOR)(_site)
for start in settings.BIRGE_AT_START:
    import_string(start)()
# What is loaded now stays: looking through it for garbage again and again keeps tablets waiting.
gc.collect()
gc.freeze()
