"""A lesson file (schema 2) ↔ the fields of a lesson page, for one language at a time.

`fields(data)` and `data_of(page)` are each other's reverse: nothing of a file is dropped.
"""

from collections.abc import Mapping
from typing import Any

from wagtail import blocks

from curriculum.formats import streams
from curriculum.formats.texts import Said
from curriculum.models import LessonPage, TopicPage
from quizzes.states import Wave

Data = dict[str, Any]
SLIDE_TEXTS = ("title", "body", "cue")
PAGE_TEXTS = ("title", "key_message", "content_note", "translation_status")
SAME_NAME = ("slug", "schema_version", "age_band", *PAGE_TEXTS)
NOTES = ("preparation", "sensitive_points", "differentiation")
# The page fields that a file fills; its slug says which page it is.
FIELDS = (
    "title", "schema_version", "age_band", "itgse", "objectives", "key_message", "content_note",
    "translation_status", "duration_short", "duration_long", "slides", "story", "preparation",
    "sensitive_points", "differentiation", "home_link", "family_aim", "family_sentences",
    "family_question", "questions",
)  # fmt: skip


def fields(data: Data) -> Data:
    """The values of a LessonPage's fields for a file's data in one language."""
    slug, skipped = data["slug"], frozenset(data["teacher_notes"]["skip_if_short"])
    return {
        **{name: data[name] for name in SAME_NAME},
        "duration_short": data["duration_minutes"]["short"],
        "duration_long": data["duration_minutes"]["long"],
        "itgse": _sentences(slug, "itgse", "reference", data["itgse"]),
        "objectives": streams.stream(_objective(slug, each) for each in data["objectives"]),
        "slides": streams.stream(_slide(slug, each, skipped) for each in data["slides"]),
        "story": streams.stream([_story(slug, data["story"])]),
        "questions": streams.stream(_question(slug, each) for each in data["quiz"]["questions"]),
        **_notes(slug, data["teacher_notes"]),
        **_family(slug, data["family_sheet"]),
    }


def _notes(slug: str, data: Data) -> Data:
    lists = {name: _sentences(slug, name, "point", data[name]) for name in NOTES}
    return lists | {"home_link": data["home_link"]}


def _family(slug: str, data: Data) -> Data:
    return {
        "family_aim": data["aim"],
        "family_sentences": _sentences(slug, "family_sentences", "sentence", data["key_sentences"]),
        "family_question": data["ask_at_home"],
    }


def _sentences(slug: str, name: str, kind: str, said: list[str]) -> str:
    listed = (streams.block(kind, each, slug, name, str(i)) for i, each in enumerate(said))
    return streams.stream(listed)


def _objective(slug: str, data: Data) -> Data:
    value = {"name": data["id"], "itgse": data["itgse"], "text": data["text"]}
    return streams.block("objective", value, slug, "objectives", data["id"])


def _slide(slug: str, data: Data, skipped: frozenset[str]) -> Data:
    path = (slug, "slides", data["id"])
    value = {name: data[name] for name in ("minutes", *SLIDE_TEXTS)}
    value |= {"name": data["id"]} | {key: data.get(key, "") for key in ("verify", "picture")}
    value |= {"skip_if_short": True} if data["id"] in skipped else {}
    match data["kind"]:
        case "quiz":
            value["wave"] = data["wave"]
        case "activity":
            value |= _activity(data, path)
        case "discussion":
            value["prompts"] = streams.items(data["prompts"], *path, "prompts")
        case "sort":
            value |= _sorting(data, path)
    return streams.block(data["kind"], value, *path)


def _activity(data: Data, path: tuple[str, ...]) -> Data:
    lists = {name: streams.items(data.get(name, []), *path, name) for name in ("roles", "phrases")}
    return lists | {"setup": data.get("setup", "")}


def _sorting(data: Data, path: tuple[str, ...]) -> Data:
    groups = [{"name": each["id"], "text": each["text"]} for each in data["categories"]]
    cards = [
        {
            "name": each["id"],
            "text": each["text"],
            "categories": streams.items(each["categories"], *path, "items", each["id"]),
            "reason": each.get("reason", ""),
        }
        for each in data["items"]
    ]
    return {
        "categories": streams.named_items(groups, *path, "categories"),
        "items": streams.named_items(cards, *path, "items"),
    }


def _story(slug: str, data: Data) -> Data:
    path = (slug, "story")
    nodes = [
        {
            "name": node["id"],
            "text": node["text"],
            "choices": streams.items(node["choices"], *path, node["id"]),
            "ending": node.get("ending", ""),
            "explanation": node.get("explanation", ""),
        }
        for node in data["nodes"]
    ]
    value = {"name": data["id"], "title": data["title"], "role": data.get("role", "")}
    value |= {"start": data["start"], "nodes": streams.named_items(nodes, *path, "nodes")}
    return streams.block("story", value, *path)


def _question(slug: str, data: Data) -> Data:
    path = (slug, data["id"])
    options = [
        {
            "name": option["id"],
            "text": option["text"],
            "explanation": option.get("explanation", ""),
            "in_key": option["id"] in data["key"],
        }
        for option in data["options"]
    ]
    value = {name: data[name] for name in ("kind", "objective", "counted", "norm", "prompt")}
    value |= {
        "name": data["id"],
        "ask_before": Wave.PRE in data["waves"],
        "options": streams.named_items(options, *path),
        "explanation": data.get("explanation", ""),
        "verify": data.get("verify", ""),
    }
    return streams.block("question", value, *path)


def data_of(page: LessonPage) -> Data:
    """A file's data in the page's language; its texts are `Said`."""
    topic = TopicPage.objects.ancestor_of(page).get()
    return {
        "schema_version": page.schema_version,
        "slug": page.slug,
        "topic": topic.topic,
        "age_band": page.age_band,
        **{name: Said(getattr(page, name)) for name in PAGE_TEXTS},
        "itgse": [child.value for child in page.itgse],
        "objectives": [_objective_data(child.value) for child in page.objectives],
        "duration_minutes": {"short": page.duration_short, "long": page.duration_long},
        "slides": [_slide_data(child.block_type, child.value) for child in page.slides],
        # A draft may still lack its story.
        "story": _story_data(page.story[0].value) if page.story else None,
        "teacher_notes": _notes_data(page),
        "family_sheet": {
            "aim": Said(page.family_aim),
            "key_sentences": _said(page.family_sentences),
            "ask_at_home": Said(page.family_question),
        },
        "quiz": {"questions": [_question_data(child.value) for child in page.questions]},
    }


def _notes_data(page: LessonPage) -> Data:
    values = [child.value for child in page.slides]
    skipped = [value["name"] for value in values if value.get("skip_if_short")]
    lists = {name: _said(getattr(page, name)) for name in NOTES}
    return lists | {"home_link": Said(page.home_link), "skip_if_short": skipped}


def _said(stream: blocks.StreamValue) -> list[Said]:
    return [Said(child.value) for child in stream]


def _lists_of_words(value: Mapping[str, Any], *names: str) -> Data:
    return {name: [Said(each) for each in value[name]] for name in names}


def _present(**optional: Any) -> Data:
    """Those of the optional parts that are there."""
    return {name: value for name, value in optional.items() if value}


def _objective_data(value: Mapping[str, Any]) -> Data:
    return {"id": value["name"], "itgse": value["itgse"], "text": Said(value["text"])}


def _slide_data(kind: str, value: Mapping[str, Any]) -> Data:
    data: Data = {"id": value["name"], "kind": kind, "minutes": value["minutes"]}
    data |= {name: Said(value[name]) for name in SLIDE_TEXTS}
    data |= _present(verify=value["verify"], picture=value["picture"])
    match kind:
        case "quiz":
            data["wave"] = value["wave"]
        case "activity":
            data |= _present(setup=value["setup"], **_lists_of_words(value, "roles", "phrases"))
        case "discussion":
            data["prompts"] = [Said(each) for each in value["prompts"]]
        case "sort":
            data["categories"] = [_named(each) for each in value["categories"]]
            data["items"] = [
                _named(each)
                | {"categories": list(each["categories"])}
                | _present(reason=Said(each["reason"]))
                for each in value["items"]
            ]
    return data


def _named(value: Mapping[str, Any]) -> Data:
    return {"id": value["name"], "text": Said(value["text"])}


def _story_data(value: Mapping[str, Any]) -> Data:
    head = {"id": value["name"], "title": Said(value["title"]), "start": value["start"]}
    nodes = [_node_data(node) for node in value["nodes"]]
    return head | _present(role=Said(value["role"])) | {"nodes": nodes}


def _node_data(value: Mapping[str, Any]) -> Data:
    choices = [{"text": Said(each["text"]), "goto": each["goto"]} for each in value["choices"]]
    data = {"id": value["name"], "text": Said(value["text"]), "choices": choices}
    return data | _present(ending=value["ending"], explanation=Said(value["explanation"]))


def _question_data(value: Mapping[str, Any]) -> Data:
    waves = [Wave.PRE.value, Wave.POST.value] if value["ask_before"] else [Wave.POST.value]
    data: Data = {name: value[name] for name in ("kind", "objective", "counted", "norm")}
    data |= {"id": value["name"], "waves": waves, "prompt": Said(value["prompt"])}
    data["options"] = [
        _named(each) | _present(explanation=Said(each["explanation"])) for each in value["options"]
    ]
    data["key"] = [each["name"] for each in value["options"] if each["in_key"]]
    return data | _present(explanation=Said(value["explanation"]), verify=value["verify"])
