"""The address of the help page; lessons have theirs in the tree of pages."""

from django.urls import path

from curriculum import views

urlpatterns = [path("", views.help_page, name="help")]
