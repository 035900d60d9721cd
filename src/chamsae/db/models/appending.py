"""Tables that only grow: Python refuses to change a row, and triggers in the database refuse it again."""

from typing import Any, NoReturn, TypeVar

from django.db import models

from chamsae.errors import IntegrityError, phrase

M = TypeVar("M", bound=models.Model)


class AppendOnlyRows(models.QuerySet[M]):
    """A query set that can be read and added to, nothing else."""

    def update(self, **_: Any) -> NoReturn:
        """Refuse."""
        refuse(self.model)

    def delete(self) -> NoReturn:
        """Refuse."""
        refuse(self.model)


class AppendOnly(models.Model):
    """Base of the tables that are evidence of what happened: rows are written once."""

    objects: models.Manager[Any]

    class Meta:
        """No table of its own."""

        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new row; raises IntegrityError for one already written."""
        if not self._state.adding:
            refuse(type(self))
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        """Refuse."""
        refuse(type(self))


def refuse(model: type[models.Model]) -> NoReturn:
    """Raise the IntegrityError that says what cannot be done."""
    raise IntegrityError(
        phrase("rows are only ever added"), thing=model._meta.db_table, do=phrase("Write a new row that corrects it.")
    )
