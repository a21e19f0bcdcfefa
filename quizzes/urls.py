"""The pupils' part.  No id, code or token in any path."""

from django.urls import path

from quizzes.views import tablet

app_name = "play"
urlpatterns = [
    path("", tablet.screen, name="screen"),
    path("join", tablet.join, name="join"),
    path("answer", tablet.answer, name="answer"),
    path("done", tablet.done, name="done"),
    path("next", tablet.next_pupil, name="next"),
    path("left", tablet.left, name="left"),
    path("easy", tablet.easy, name="easy"),
    path("language", tablet.language, name="language"),
]
