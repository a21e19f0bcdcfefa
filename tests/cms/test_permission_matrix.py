"""Every role × every door of the CMS: nothing of another organisation opens.

The doors are read from the addresses themselves, so that one which is new in a later version fails
here until somebody has said what it is.
"""

import uuid
from dataclasses import dataclass
from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from PIL import Image as Drawing
from wagtail.images import get_image_model
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, Translation, TranslationSource

from cms import reach
from cms.models import User
from curriculum import library
from curriculum.models import LessonPage
from tests.organisations import World, make_world
from tests.sounds import recording

ROLES = ["author", "language_reviewer-ru", "protection_reviewer", "publisher", "admin"]
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
OF_ORGANISATIONS = ("organisation", "take_role")


def doors():
    """View name → its addresses that hold something, in the CMS."""
    found = {}
    for name, prefix, entry in _walk(get_resolver()):
        if prefix.startswith("cms/") and entry.pattern.regex.groups:
            found.setdefault(name, entry)
    return found


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
        "key": world.organisation.uuid,
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


@pytest.fixture(scope="module")
def parts(django_db_setup, django_db_blocker, tmp_path_factory):
    """Two organisations, made once; taken back in the end."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        from django.conf import settings

        patch.setattr(settings, "MEDIA_ROOT", str(tmp_path_factory.mktemp("media")))
        with transaction.atomic():
            yield make_part("Ак жол"), make_part("Башка уюм")
            transaction.set_rollback(True)


@pytest.fixture
def own(parts, db):
    return parts[0]


@pytest.fixture
def other(parts, db):
    return parts[1]


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def is_open(client, address):
    """Whether the person gets in.  A door to which one has no right leads to the CMS's home.
    Nothing that is behind it is kept."""
    with transaction.atomic():
        reply = client.get(address)
        if reply.status_code == 405:
            reply = client.post(address, {"file": SimpleUploadedFile("a.po", b"")})
        if reply.status_code == 405:
            reply = client.put(address)
        list(reply.streaming_content) if reply.streaming else None
        transaction.set_rollback(True)
    return reply.status_code not in (403, 404) and reply.headers.get("Location") != "/cms/"


def opened_by(user, part):
    client = client_of(user)
    return {name for name in asked() if is_open(client, part.address(name))}


def test_every_door_is_classified():
    known = tuple(prefix for prefixes in OTHERS.values() for prefix in prefixes)
    unknown = {name for name in set(doors()) - asked() if not name.startswith(known)}

    assert unknown == set()


@pytest.mark.parametrize("role", ROLES)
def test_nothing_opens_in_another_organisation(own, other, role):
    assert opened_by(own.world.people[role], other) == set()


@pytest.mark.parametrize("role", ROLES)
def test_nothing_opens_that_needs_a_right_on_a_model(own, role):
    client = client_of(own.world.people[role])
    prefixes = OTHERS["by the right on the model, which no role has"] + reach.SHUT
    names = {name for name in doors() if name.startswith(prefixes) and name not in asked()}
    user, group = own.world.author, own.world.organisation.role_groups.first().group
    values = {
        "app_label": "curriculum", "model_name": "helpservice", "app_name": "curriculum",
        "document_id": 1, "doc_id": 1, "uploaded_file_id": 1, "task_id": 1,
        "collection_id": own.world.organisation.collection_id,
    }  # fmt: skip
    keys = {"wagtailusers_users": user.pk, "wagtailusers_groups": group.pk}

    def address(name):
        key = uuid.uuid4() if "_place:" in name else keys.get(name.split(":")[0], 1)
        kwargs = {part: key if part == "pk" else values[part] for part in parts_of(name)}
        return reverse(name, kwargs=kwargs)

    assert [name for name in sorted(names) if is_open(client, address(name))] == []


def test_teachers_get_to_no_door(own):
    teacher = client_of(User.objects.create(username="teacher"))

    assert [name for name in asked() if teacher.get(own.address(name)).status_code == 200] == []


@pytest.mark.parametrize("role", ROLES)
def test_no_list_names_what_another_organisation_writes(own, other, role):
    """Titles of pages, pictures and recordings, names of the organisation and its people."""
    client = client_of(own.world.people[role])
    page = LessonPage.objects.get(pk=other.values["page_id"])
    page.title = page.draft_title = "Купуя сабак"
    page.save(clean=False)
    get_image_model().objects.filter(pk=other.values["image_id"]).update(title="Купуя сүрөт")
    TranslationSource.objects.filter(pk=other.values["translation_source_id"]).update(
        object_repr="Купуя булак"
    )
    told = {
        address
        for address in _lists(own, other)
        for secret in ("Купуя", "Башка уюм", other.world.author.username)
        if secret in _text(client.get(address, follow=True))
    }
    assert told == set()


def _text(reply):
    return b"".join(reply).decode("utf-8", "replace")


def _lists(own, other):
    home = LessonPage.objects.get(pk=own.values["page_id"]).get_ancestors()[1].pk
    page, ru = other.values["page_id"], Locale.objects.get(language_code="ru").language_code
    names = (
        "wagtailadmin_home", "wagtailadmin_explore_root", "wagtailadmin_pages:search",
        "wagtailadmin_choose_page", "wagtailadmin_choose_page_search", "wagtailimages:index",
        "wagtailimages_chooser:choose", "wagtailmedia:index", "wagtailmedia:chooser",
        "wagtailadmin_reports:locked_pages", "wagtailadmin_reports:workflow",
        "wagtailadmin_reports:workflow_tasks", "wagtailadmin_reports:site_history",
        "wagtailadmin_reports:aging_pages", "wagtailadmin_reports:page_types_usage",
        "wagtail_localize:translations_report", "library", "organisations", "wording",
        "wagtailadmin_workflows:task_index", "wagtailadmin_workflows:index",
    )  # fmt: skip
    return [
        *(reverse(name) for name in names),
        reverse("wagtailadmin_explore", args=[home]),
        reverse("wagtailadmin_explore", args=[1]),
        reverse("wagtailadmin_choose_page_child", args=[home]),
        reverse("wagtailadmin_pages:search") + "?q=Купу",
        reverse("wagtailadmin_choose_page_search") + "?q=Купу",
        reverse("wagtailadmin_choose_page") + f"?locale={ru}",
        reverse("wagtailadmin_choose_page_chosen_multiple") + f"?id={page}",
        reverse("wagtailadmin_pages:type_use", args=["curriculum", "lessonpage"]),
        reverse("wagtailadmin_pages:choose_parent", args=["curriculum", "lessonpage"]),
        reverse("wagtailadmin_api:pages:listing"),
        reverse("wagtailadmin_api:images:listing"),
        reverse("wagtailadmin_api:pages:detail", args=[page]),
        reverse("wagtailimages_chooser:chosen", args=[other.values["image_id"]]),
        *(
            reverse("wagtail_bulk_action", args=["wagtailcore", "page", act]) + f"?{asked_for}"
            for act in ("publish", "unpublish", "move", "delete")
            for asked_for in (f"id={page}", "id=all", f"id=all&childOf={home}")
        ),
        reverse("wagtail_bulk_action", args=["wagtailimages", "image", "delete"])
        + f"?id={other.values['image_id']}",
    ]


@pytest.mark.parametrize("field", reach.IN_FORM)
def test_no_form_names_another_s_page(own, other, field):
    client = client_of(own.world.author)
    LessonPage.objects.filter(pk=other.values["page_id"]).update(title="Купуя сабак")
    sent = {field: other.values["page_id"], "new_title": "x", "new_slug": "x"}

    for name in ("wagtailadmin_pages:copy", "wagtailadmin_pages:move"):
        reply = client.post(own.address(name), sent)
        assert reply.status_code == 404
    parent = reverse("wagtailadmin_pages:choose_parent", args=["curriculum", "lessonpage"])
    assert client.post(parent, sent).status_code == 404


def test_a_number_that_nobody_has_is_answered_like_another_s(own, other):
    client = client_of(own.world.author)
    edit = "wagtailadmin_pages:edit"

    replies = [client.get(other.address(edit)), client.get(reverse(edit, args=[999_999]))]

    assert [reply.status_code for reply in replies] == [404, 404]
    assert replies[0].content == replies[1].content
