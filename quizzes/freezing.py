"""The way from the blocks of a quiz to the frozen questions of a run."""

from collections.abc import Mapping

from wagtail import blocks

from quizzes import sheets
from quizzes.questions import SOURCE_LANGUAGE, Option, Question, Text
from quizzes.states import Kind, Wave


def freeze(
    streams: Mapping[str, blocks.StreamValue], source: str = SOURCE_LANGUAGE
) -> tuple[Question, ...]:
    """The questions of a quiz as a run freezes them.

    `streams`: language → the quiz in that language; `source`: the one that it is written in, which
    is among them.  Ids, kinds, keys, order, counted and waves come from the source alone, texts
    from every language by block id; a text that a language lacks is absent from the map.
    """
    by_id = {
        language: {child.id: child.value for child in stream}
        for language, stream in streams.items()
    }
    return tuple(
        question_from(
            child_id,
            {lang: own[child_id] for lang, own in by_id.items() if child_id in own},
            source,
        )
        for child_id in by_id[source]
    )


def question_from(
    block_id: str, values: Mapping[str, blocks.StructValue], language: str = SOURCE_LANGUAGE
) -> Question:
    """One question from its block's value in each language; `block_id` becomes its id, `language`
    is the one that it is written in."""
    source = values[language]
    options = _options(values, language)
    return Question(
        id=block_id,
        name=source["name"],
        kind=Kind(source["kind"]),
        prompt=_text(values, "prompt"),
        options=options,
        key=frozenset(value["name"] for value in source["options"] if value["in_key"]),
        counted=source["counted"],
        norm=source["norm"],
        waves=(Wave.PRE, Wave.POST) if source["ask_before"] else (Wave.POST,),
        objective=source["objective"],
        verify=source["verify"] or "",
        explanation=_text(values, "explanation"),
        sound=_sound(values),
    )


def _options(values: Mapping[str, blocks.StructValue], source: str) -> tuple[Option, ...]:
    by_id = {
        language: {item.id: item.value for item in value["options"].bound_blocks}
        for language, value in values.items()
    }
    return tuple(
        _option({lang: own[item_id] for lang, own in by_id.items() if item_id in own}, source)
        for item_id in by_id[source]
    )


def _option(values: Mapping[str, blocks.StructValue], language: str) -> Option:
    source = values[language]
    picture = source["picture"]
    return Option(
        id=source["name"],
        text=_text(values, "text"),
        explanation=_text(values, "explanation"),
        picture=sheets.picture_url(picture),
        alt=_text(values, "alt"),
        sound=_sound(values),
    )


def _text(values: Mapping[str, blocks.StructValue], field: str) -> Text:
    return Text({language: value[field] for language, value in values.items() if value[field]})


def _sound(values: Mapping[str, blocks.StructValue]) -> Text:
    """The addresses of the recordings by the language that is spoken: until a translator chooses
    another, a translation holds its source's recording."""
    chosen = [value["sound"] for value in values.values() if value["sound"]]
    return Text({recording.language: recording.address for recording in chosen})
