"""The one address of Wagtail's that a view of ours answers: editing a page.

Wagtail 7.4 has no other way to a side panel of one's own for pages.  Rights, caching and the page
for what is not found are Wagtail's.
"""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import display_custom_404
from wagtail.utils.urlpatterns import decorate_urlpatterns

from curriculum.views.edit import edit_page

urlpatterns = [path("pages/<int:page_id>/edit/", edit_page, name="edit_page")]
for decorator in (require_admin_access, display_custom_404, never_cache):
    urlpatterns = decorate_urlpatterns(urlpatterns, decorator)
