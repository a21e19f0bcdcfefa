"""Addresses of the adults' screens, below /teach/."""

from django.urls import URLPattern, URLResolver, include, path

from classrooms.screens import BOARD, DESK, Screen
from classrooms.views import (
    asides,
    campaign,
    certificate,
    desk,
    felt,
    figures,
    home,
    lesson,
    opinions,
    places,
    prepare,
    quiz,
    replacing,
    results,
    today,
)

app_name = "teach"


def controls(screen: Screen) -> list[URLPattern]:
    """What a lesson is led with, the same on every screen."""
    views = {
        "pulse": ("pulse/", lesson.pulse),
        "move": ("move/", lesson.move),
        "play": ("play/", lesson.play),
        "short": ("short/", lesson.short),
        "pause": ("pause/", lesson.pause),
        "resume": ("resume/", lesson.resume),
        "quiz_open": ("quiz/open/", quiz.open_quiz),
        "quiz_next": ("quiz/next/", quiz.ask_next),
        "quiz_talk": ("quiz/talk/", quiz.let_talk),
        "quiz_rest": ("quiz/rest/", asides.rest),
        "ask_own": ("ask/", asides.ask_own),
        "vote_open": ("vote/", asides.open_vote),
        "blank": ("blank/", asides.blank),
        "quiz_close": ("quiz/close-question/", quiz.close_question),
        "quiz_typed": ("quiz/typed/", quiz.close_typed),
        "quiz_explain": ("quiz/explain/", quiz.explain),
        "quiz_end": ("quiz/end/", quiz.end_quiz),
        "quiz_moved": ("quiz/moved/", quiz.stop_waiting),
        "finish": ("finish/", lesson.finish),
        "replace": ("replace/", replacing.replace),
        "today": ("today/", today.today),
    }
    return [
        path(route, view, {"screen": screen}, name=f"{screen.prefix}{name}")
        for name, (route, view) in views.items()
    ]


desk_urls: list[URLPattern] = [
    # The door and what is done at it belong to the laptop: no phone's pass opens them.
    path("", desk.door, {"screen": BOARD}, name="desk_door"),
    path("link/", desk.make_link, {"screen": BOARD}, name="desk_make_link"),
    path("close/", desk.close_phones, {"screen": BOARD}, name="desk_close"),
    path("notes/", lesson.show, {"screen": DESK}, name="desk"),
    *controls(DESK),
]

lesson_urls: list[URLPattern | URLResolver] = [
    path("", lesson.show, {"screen": BOARD}, name="lesson"),
    path("language/", lesson.language, {"screen": BOARD}, name="lesson_language"),
    *controls(BOARD),
    path("desk/", include(desk_urls)),
]

prepare_urls = [
    path("", prepare.prepare, name="prepare"),
    path("plan/", prepare.lesson_plan, {"with_cues": False}, name="plan"),
    path("plan/cues/", prepare.lesson_plan, {"with_cues": True}, name="plan_with_cues"),
    path("cards/", prepare.cards, name="cards"),
    path("poster/", prepare.poster, name="poster"),
]

campaign_urls = [
    path("", campaign.calendar, name="campaign"),
    path("<int:day>/", campaign.day, name="campaign_day"),
    path("<int:day>/done/", campaign.done, name="campaign_done"),
    path("<int:day>/undone/", campaign.undone, name="campaign_undone"),
    path("<int:day>/board/<slug:key>/", campaign.board, name="campaign_board"),
    path("<int:day>/board/<slug:key>/<int:step>/", campaign.board, name="campaign_step"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("class/<uuid:classroom_id>/", home.classroom, name="classroom"),
    path("class/<uuid:classroom_id>/start/", home.start, name="start"),
    path("class/<uuid:classroom_id>/opinions/", opinions.of_class, name="opinions"),
    path("class/<uuid:classroom_id>/certificate/", certificate.certificate, name="certificate"),
    path("class/<uuid:classroom_id>/check/", prepare.room_check, name="check"),
    path("class/<uuid:classroom_id>/prepare/<uuid:lesson_key>/", include(prepare_urls)),
    path("class/<uuid:classroom_id>/16-days/", include(campaign_urls)),
    path("class/<uuid:classroom_id>/give/", places.give, name="give"),
    path("class/<uuid:classroom_id>/archive/", places.archive, name="archive"),
    path("class/<uuid:classroom_id>/restore/", places.restore, name="restore"),
    path("class/<uuid:classroom_id>/delete/", places.delete, name="delete"),
    path("school/<uuid:school_id>/archived/", places.archived, name="archived"),
    path("school/<uuid:school_id>/open/", places.open_class, name="open_class"),
    path("place/<uuid:place_id>/figures/", figures.figures, name="figures"),
    path("place/<uuid:place_id>/figures.csv", figures.export, name="figures_csv"),
    path("place/<uuid:place_id>/results/", results.results, name="results"),
    path("place/<uuid:place_id>/results.json", results.download, name="results_file"),
    path("place/<uuid:place_id>/16-days/", felt.place, name="campaign_place"),
    path("place/<uuid:place_id>/16-days/open/", felt.open_campaign, name="campaign_open"),
    path("place/<uuid:place_id>/16-days/close/", felt.close_campaign, name="campaign_close"),
    path("look/", lesson.look, name="look"),
    path("lesson/<uuid:taught_id>/", include(lesson_urls)),
    path("desk/<str:token>/", desk.link, name="desk_link"),
]
