"""The doors of the CMS, read from its addresses, and organisations with something behind each."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO

from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from PIL import Image as Drawing
from wagtail.images import get_image_model
from wagtail_localize.models import StringSegment, Translation

from cms import reach
from curriculum import library
from curriculum.models import LessonPage
from tests.organisations import World, make_world
from tests.sounds import recording

ROLES = ["author", "language_reviewer-ru", "protection_reviewer", "publisher", "admin"]
FORM = "application/x-www-form-urlencoded"
# Where a door that did something leads; one that is shut leads home.
NEXT = "/cms/library/"
# No page, picture, recording or organisation is named in these addresses; what keeps them.
OTHERS = {
    "by the right on the model, which no role has": (
        "wagtailadmin_collections:", "wagtailadmin_workflows:", "wagtailsettings:", "wagtaildocs:",
        "wagtailsnippets_", "wagtaillocales:", "wagtailusers_", "wagtaildocs_chooser:",
    ),
    "cut to what the explorer shows": (
        "wagtailadmin_api:pages:", "wagtailadmin_pages:type_use",
        "wagtailadmin_pages:choose_parent",
    ),
    "shut, or for the programme's own house": (
        *reach.SHUT, "wagtailadmin_tag_model_autocomplete",
    ),
    "asks itself": (
        "wagtailadmin_editing_sessions:", "wagtailimages_chooser:chosen", "wagtail_bulk_action",
        "copy_lesson", "pack_check",
    ),
    "names a kind, or a file that one uploaded oneself": (
        "wagtailmedia:add", "wagtailmedia:chooser_typed", "wagtailmedia:chooser_upload",
        "wagtailimages:create_multiple_from_uploaded_image",
        "wagtailimages:delete_upload_multiple",
    ),
    "public texts that everybody in the CMS may name": (
        "wagtailsnippetchoosers_curriculum_", "wagtail_localize:submit_snippet_translation",
    ),
    "before one is logged in": ("wagtailadmin_password_reset_confirm",),
}  # fmt: skip
# An error made on purpose, the way out, and what answers to any other address.
NO_DOORS = ("wagtailadmin_home:?", "wagtailadmin_error_test", "wagtailadmin_logout", "?")
OF_ORGANISATIONS = ("organisation", "edit_organisation", "take_role", "new_password")


@cache
def doors():
    """View name → its addresses that hold something, in the CMS."""
    found = {}
    for name, prefix, entry in _walk(get_resolver()):
        if prefix.startswith("cms/") and entry.pattern.regex.groups:
            found.setdefault(name, entry)
    return found


def plain_doors():
    """Their addresses by name, of those that hold nothing."""
    return {
        name: reverse(name)
        for name, path, entry in _walk(get_resolver())
        if path.startswith("cms/") and not entry.pattern.regex.groups and name not in NO_DOORS
    }


def _walk(resolver, names=(), prefix=""):
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield ":".join([*names, entry.name or "?"]), path, entry
        else:
            own = (entry.namespace,) if entry.namespace else ()
            yield from _walk(entry, (*names, *own), path)


def parts_of(name):
    entry = doors()[name]
    return reach.WITHOUT_NAMES.get(name) or tuple(entry.pattern.regex.groupindex)


@cache
def asked():
    """The doors about whose parts `reach.OwnPart` asks, and those of organisations."""
    return {
        name
        for name in doors()
        if name in OF_ORGANISATIONS or set(parts_of(name)) & set(reach.IN_ADDRESS)
    }


@dataclass
class Part:
    """An organisation with everything that a door could lead to, all of it a draft."""

    world: World
    values: dict

    def address(self, name):
        if name == "wagtailadmin_pages:revisions_compare":
            return reverse(name, args=[self.values["page_id"], "earliest", "latest"])
        return reverse(name, kwargs={part: self.values[part] for part in parts_of(name)})


def make_part(name):
    world = make_world(name)
    source = LessonPage.objects.published_lessons().first()
    page = library.copy_to(organisation=world.organisation, lesson=source, user=world.author).lesson
    translation = Translation.objects.get(
        source__object_id=page.translation_key, target_locale__language_code="ru"
    )
    values = {
        **dict.fromkeys(("page_id", "page_to_move_id", "page_pk"), page.pk),
        "parent_page_id": page.get_parent().pk,
        "destination_id": page.get_parent().get_siblings(inclusive=False)[0].pk,
        "image_id": _picture(world).pk,
        "media_id": _recording(world).pk,
        "translation_id": translation.pk,
        "translation_source_id": translation.source_id,
        "string_segment_id": StringSegment.objects.filter(source=translation.source)[0].pk,
        "revision_id": page.latest_revision.pk,
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "key": world.organisation.uuid,
        "pk": world.author.pk,
        "content_type_app_name": "curriculum",
        "content_type_model_name": "lessonpage",
        "action_name": "approve",
        "mode": "projector",
        "filter_spec": "original",
        **dict.fromkeys(
            ("overridable_segment_id", "task_state_id", "task_id", "workflow_state_id",
             "workflow_pk"), 1,
        ),
    }  # fmt: skip
    return Part(world, values)


def _picture(world):
    content = BytesIO()
    Drawing.new("RGB", (8, 6), "teal").save(content, "PNG")
    file = ImageFile(BytesIO(content.getvalue()), name="a.png")
    return get_image_model().objects.create(
        title="a", file=file, collection=world.organisation.collection
    )


def _recording(world):
    made = recording("a")
    made.collection = world.organisation.collection
    made.save()
    return made


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def is_open(client, address):
    """Whether the person gets in.  A door to which one has no right leads to the CMS's home, or to
    the login.  Nothing that is behind it is kept."""
    with transaction.atomic():
        reply = client.get(address)
        if reply.status_code == 405:
            reply = client.post(address, {"file": SimpleUploadedFile("a.po", b""), "next": NEXT})
        if reply.status_code == 405:
            reply = client.put(address, "value=x", content_type=FORM)
        list(reply.streaming_content) if reply.streaming else None
        transaction.set_rollback(True)
    away = (reverse("wagtailadmin_home"), reverse("login"))
    sent_to = reply.headers.get("Location", "").partition("?")[0]
    return reply.status_code not in (403, 404) and sent_to not in away


def opened_by(user, part):
    client = client_of(user)
    # Two names may lead to one address, and to draw a form takes its time.
    leads_in = cache(lambda address: is_open(client, address))
    return {name for name in asked() if leads_in(part.address(name))}
