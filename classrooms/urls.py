"""Addresses of the adults' screens, below /teach/."""

from django.urls import include, path

from classrooms.views import certificate, home, lesson, places, quiz

app_name = "teach"

lesson_urls = [
    path("", lesson.projector, name="lesson"),
    path("pulse/", lesson.pulse, name="pulse"),
    path("move/", lesson.move, name="move"),
    path("play/", lesson.play, name="play"),
    path("short/", lesson.short, name="short"),
    path("pause/", lesson.pause, name="pause"),
    path("resume/", lesson.resume, name="resume"),
    path("language/", lesson.language, name="lesson_language"),
    path("quiz/open/", quiz.open_quiz, name="quiz_open"),
    path("quiz/next/", quiz.ask_next, name="quiz_next"),
    path("quiz/close-question/", quiz.close_question, name="quiz_close"),
    path("quiz/end/", quiz.end_quiz, name="quiz_end"),
    path("finish/", lesson.finish, name="finish"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("class/<uuid:classroom_id>/", home.classroom, name="classroom"),
    path("class/<uuid:classroom_id>/start/", home.start, name="start"),
    path("class/<uuid:classroom_id>/certificate/", certificate.certificate, name="certificate"),
    path("class/<uuid:classroom_id>/give/", places.give, name="give"),
    path("class/<uuid:classroom_id>/archive/", places.archive, name="archive"),
    path("school/<uuid:school_id>/open/", places.open_class, name="open_class"),
    path("look/", lesson.look, name="look"),
    path("lesson/<uuid:taught_id>/", include(lesson_urls)),
]
