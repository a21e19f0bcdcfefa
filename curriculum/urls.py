"""The address of the help page; lessons have theirs in the tree of pages."""

from django.urls import path

from curriculum.views import public

urlpatterns = [path("", public.help_page, name="help")]
