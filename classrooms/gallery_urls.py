"""The gallery of components; nothing links to it."""

from django.urls import path

from classrooms.views.gallery import gallery

urlpatterns = [
    path("", gallery, name="gallery"),
    path("dark/", gallery, {"is_dark": True}, name="gallery_dark"),
]
