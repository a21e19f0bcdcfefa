"""Every address of the site.  Only the public pages carry their language in the path."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms import health, passwords, views

urlpatterns = [
    path("", views.front_door, name="front_door"),
    path("healthz", health.healthz, name="healthz"),
    path("language/", views.language, name="language"),
    path("login/", views.login, name="login"),
    path("password/", passwords.own_password, name="own_password"),
    path("logout/", views.logout, name="logout"),
    path("exit/", views.leave, name="exit"),
    path("favicon.ico", views.sign, name="sign"),
    path(f"{settings.MEDIA_URL.strip('/')}/images/<path:path>", views.picture, name="picture"),
    path(
        f"{settings.MEDIA_URL.strip('/')}/recordings/<path:path>", views.recording, name="recording"
    ),
    # Before Wagtail's own, of which it takes the place of one address.
    path(settings.CMS_PREFIX.lstrip("/"), include("curriculum.cms_urls")),
    path(settings.CMS_PREFIX.lstrip("/"), include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("play/", include("quizzes.urls")),
    path("teach/", include("classrooms.urls")),
    path("help/", include("curriculum.urls")),
    path("gallery/", include("classrooms.gallery_urls")),
    *i18n_patterns(
        path("", include("curriculum.public_urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=True,
    ),
]

handler400 = "cms.errors.bad_request"
handler403 = "cms.errors.forbidden"
handler404 = "cms.errors.not_found"
handler500 = "cms.errors.broken"
