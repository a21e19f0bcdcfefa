"""What stands below the language beside the tree of pages, and before it."""

from django.urls import path

from curriculum import views

urlpatterns = [path("search/", views.search_page, name="search")]
