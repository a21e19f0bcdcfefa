"""The words that the templates of a new lesson begin with, in the reader's language.

Agreement, help and quiz are said as the starter lessons say them.  All else is a placeholder.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.placeholders import placeholder
from curriculum.states import AgeBand, SlideKind
from quizzes.states import Wave

Words = dict[str, str]


def slide(kind: str) -> Words:
    """Title, text and cue of a slide that the author writes."""
    title = _("A few words that the last row can read")
    cue = _("What you do or ask while this slide is shown")
    body = {
        SlideKind.TITLE: _("One question that the lesson begins with"),
        SlideKind.CONTENT: _("One idea, in two or three short sentences"),
        SlideKind.SORT: _("What the class sorts, and into which groups"),
        SlideKind.ACTIVITY: _("What pupils do: 1. … 2. … 3. …"),
        SlideKind.STORY: _("Who is in the story, and where it happens"),
        SlideKind.DISCUSSION: _("What the class talks about: the people in the story"),
        SlideKind.KEY_MESSAGE: _("The key message, in one sentence"),
    }[SlideKind(kind)]
    return {
        "title": placeholder(title),
        "body": placeholder(body),
        "cue": placeholder(cue),
    }


def agreement() -> Words:
    return {
        "title": _("How we talk today"),
        "body": _(
            "We listen. We may pass. We talk about “a person”, not about ourselves or classmates. "
            "We do not laugh at answers. If you are worried about something real, talk to me or "
            "another trusted adult after the lesson."
        ),
        "cue": _("Read it aloud. Do not ask for real stories."),
        "picture": "agreement",
    }


def quiz(wave: str) -> Words:
    if wave == Wave.PRE:
        return {
            "title": _("Before we start"),
            "body": _("A few short questions. No names, no marks. You may skip any question."),
            "cue": _(
                "School tablets only; nobody types a name. Do not explain the answers yet: we come "
                "back to them at the end."
            ),
            "wave": wave,
        }
    return {
        "title": _("After the lesson"),
        "body": _("The same questions again. No names, no marks. You may skip any question."),
        "cue": _("Explain each answer once the question is closed."),
        "wave": wave,
    }


# Title, text and cue of the help slide.
HELP = {
    AgeBand.SEVEN_TO_TEN: (
        gettext_lazy("My helping hand"),
        gettext_lazy(
            "Draw round your hand. For each finger think of a grown-up who listens: at home, "
            "at school, near home. You do not have to show it. If the first does not help, tell "
            "the next."
        ),
        gettext_lazy("Show the help box. Collect nothing: the drawing stays with the child."),
    ),
    AgeBand.ELEVEN_TO_TWELVE: (
        gettext_lazy("Where to find help"),
        gettext_lazy(
            "A trusted adult at home or at school, the class teacher, the psychologist or "
            "social educator, a helpline. You may go with a friend. If the first person does not "
            "help, tell the next."
        ),
        gettext_lazy("Show the help box. Say whom pupils can turn to after the lesson."),
    ),
    AgeBand.THIRTEEN_TO_FIFTEEN: (
        gettext_lazy("Where can it be reported?"),
        gettext_lazy(
            "The class teacher, the social educator or the psychologist; the children's "
            "helpline; in danger, the police. You may go with a friend. If one door is closed, "
            "knock at the next."
        ),
        gettext_lazy("The contacts come from the help box; check them every term."),
    ),
    AgeBand.SIXTEEN_TO_SEVENTEEN: (
        gettext_lazy("Where to find help"),
        gettext_lazy(
            "A trusted adult, the school psychologist, helplines, crisis centres, the police. "
            "You may call for a friend too. You do not have to be quite sure."
        ),
        gettext_lazy("Leave the help box on the screen during the quiz."),
    ),
}


def help_slide(age_band: str) -> Words:
    title, body, cue = (str(said) for said in HELP[AgeBand(age_band)])
    return {"title": title, "body": body, "cue": cue, "picture": "trusted-adult"}


def page() -> Words:
    """What stands around the slides."""
    said = {
        "key_message": _("What pupils take with them, in one or two sentences"),
        "content_note": _("What the lesson is about, and that everybody may pass"),
        "home_link": _("What families hear of the lesson beforehand"),
        "family_aim": _("What the lesson is for, in words for the family"),
        "family_question": _("One question to talk about at home, about people in general"),
    }
    words = {name: placeholder(text) for name, text in said.items()}
    return words | {"translation_status": _("draft; nobody else has read it yet")}


def notes() -> dict[str, list[str]]:
    return {
        "preparation": [placeholder(_("What must be ready before the lesson"))],
        "sensitive_points": [placeholder(_("Where a pupil could be hurt, and what you do then"))],
        "differentiation": [placeholder(_("How it works for pupils who read slowly or are new"))],
    }


def family_sentences() -> list[str]:
    return [
        placeholder(_("A sentence that the family should know: {number}").format(number=number))
        for number in (1, 2, 3)
    ]


def small() -> Words:
    """The parts of aims, cards, stories and questions."""
    said = {
        "aim": _("What pupils can do after the lesson"),
        "group": _("Name of a group"),
        "card": _("An example to sort"),
        "reason": _("Why it belongs there"),
        "prompt": _("A question about the people in the story"),
        "story": _("Title of the story"),
        "scene": _("What happens, and what a person in the story must decide"),
        "choice": _("What this person can do"),
        "helpful": _("How help is found"),
        "repair": _("How a mistake is put right"),
        "why": _("Why this helps"),
        "knowledge": _("A question about what the lesson explained"),
        "scenario": _("What could a person in a story do?"),
        "answer": _("An answer"),
        "explanation": _("Why this answer fits, or why it does not"),
    }
    return {name: placeholder(text) for name, text in said.items()}
