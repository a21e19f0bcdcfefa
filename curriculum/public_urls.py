"""What stands below the language beside the tree of pages, and before it."""

from django.urls import path

from curriculum.views import public

urlpatterns = [
    path("search/", public.search_page, name="search"),
    path("16-days/", public.sixteen_days_page, name="sixteen_days"),
    path("privacy/", public.privacy_page, name="privacy"),
]
