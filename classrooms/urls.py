"""Addresses of the adults' screens, below /teach/."""

from django.urls import include, path

from classrooms.views import home, lesson, places, prepare, quiz

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

prepare_urls = [
    path("", prepare.prepare, name="prepare"),
    path("plan/", prepare.lesson_plan, {"with_cues": False}, name="plan"),
    path("plan/cues/", prepare.lesson_plan, {"with_cues": True}, name="plan_with_cues"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("class/<uuid:classroom_id>/", home.classroom, name="classroom"),
    path("class/<uuid:classroom_id>/start/", home.start, name="start"),
    path("class/<uuid:classroom_id>/check/", prepare.room_check, name="check"),
    path("class/<uuid:classroom_id>/prepare/<uuid:lesson_key>/", include(prepare_urls)),
    path("class/<uuid:classroom_id>/give/", places.give, name="give"),
    path("class/<uuid:classroom_id>/archive/", places.archive, name="archive"),
    path("school/<uuid:school_id>/open/", places.open_class, name="open_class"),
    path("lesson/<uuid:taught_id>/", include(lesson_urls)),
]
