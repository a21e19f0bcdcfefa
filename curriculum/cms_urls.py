"""The addresses of Wagtail's that views of ours answer: one's account, editing a page, its history.

Wagtail 7.4 has no other way to a side panel of one's own for pages, nor to a history for those who
may read and not write, nor does it tell what was saved of an account.  Caching and the page
for what is not found are Wagtail's.
"""

from django.urls import path, re_path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import display_custom_404
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.account import account
from curriculum.views import history
from curriculum.views.edit import edit_page

PAGE = "pages/<int:page_id>"
urlpatterns = [
    path("account/", account, name="own_account"),
    path(f"{PAGE}/edit/", edit_page, name="edit_page"),
    path(f"{PAGE}/history/", history.page_history, name="page_history"),
    path(f"{PAGE}/history/results/", history.page_history_results, name="page_history_results"),
    path(f"{PAGE}/revisions/<int:revision_id>/view/", history.see_revision, name="see_revision"),
    re_path(
        r"^pages/(?P<page_id>\d+)/revisions/compare/"
        r"(?P<revision_id_a>live|earliest|\d+)\.\.\.(?P<revision_id_b>live|latest|\d+)/$",
        history.compare_revisions,
        name="compare_revisions",
    ),
]
for decorator in (require_admin_access, display_custom_404, never_cache):
    urlpatterns = decorate_urlpatterns(urlpatterns, decorator)
