"""Pictures that trainers bring, with the rights to them; wagtail's own images are not used."""

from typing import Any
from uuid import uuid4

from django.core.files import File
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    ImageQuerySet,
    WagtailImageFieldFile,
)
from wagtail.models import ReferenceIndex
from wagtail.search.backends import get_search_backends

from cms import picture_files, texts, withheld
from cms.rights_model import RIGHTS_FIELDS, RightsQuerySet, WithRights


class PictureQuerySet(RightsQuerySet, ImageQuerySet):
    """Wagtail's searches, and the questions about rights."""

    def add_all(self, pictures: "list[Picture]") -> None:
        """New rows for pictures whose files are kept already, in few statements; what is searched
        and what is used knows them, as if each had been saved.  Inside a transaction."""
        self.bulk_create(pictures)
        withheld.forget()
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(self.model, pictures)
        for each in pictures:
            ReferenceIndex.create_or_update_for_object(each)


class StoredPicture(WagtailImageFieldFile):
    """The file of a picture.  Whatever way it comes to be kept, it is cleaned first."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        """Raises ValidationError for what is no picture (`picture_files.cleaned`)."""
        clean = picture_files.cleaned(content, name)
        super().save(clean.name, clean, save=save)

    def get_image_dimensions(self) -> tuple[int | None, int | None]:
        close = self.closed
        try:
            self.open()
            return picture_files.size_of(self)
        finally:
            if close:
                self.close()
            else:
                self.seek(0)


class Picture(WithRights, AbstractImage):
    """A picture with the rights to it.  Its file holds the pixels alone and has no telling name."""

    objects = PictureQuerySet.as_manager()

    admin_form_fields = (
        "title", "file", "description", *RIGHTS_FIELDS, "collection", "tags",
        "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
    )  # fmt: skip

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def clean(self) -> None:
        super().clean()
        texts.refuse_turning_marks(self)

    def get_upload_to(self, filename: str) -> str:
        """Pages show part of the address, and a file's own name may be the name of a child."""
        ending = filename.rpartition(".")[2].lower()
        return f"original_images/{uuid4().hex[:12]}.{ending}"


# Not a field of our own: its columns' order would change, and with it the size that is kept.
Picture._meta.get_field("file").attr_class = StoredPicture  # type: ignore[union-attr]


class PictureRendition(AbstractRendition):
    """A picture scaled for a page."""

    image: models.ForeignKey[Picture, Picture] = models.ForeignKey(
        Picture, on_delete=models.CASCADE, related_name="renditions"
    )

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new address: it may be one that must not be shown."""
        super().save(*args, **kwargs)
        withheld.forget()
