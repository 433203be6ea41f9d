"""A picture or recording that could not be fetched: what it was for is asked again, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from conversations.chat import Say
from conversations.form import Form
from rules.application import State
from storage import applications, forms, threads
from storage.forms import FormRow
from storage.tables import Application, Media
from turns.desk import Case, Done, Opening


def form_with(case: Case, media: int) -> tuple[FormRow, str] | None:
    """The open or parked form in which the picture is an answer, and the answer's key."""
    contact = case.visitor.contact_id
    opened = forms.open_of(case.db, contact)
    for row in ([opened] if opened else []) + list(forms.parked(case.db, contact)):
        key = _key(row.form, media)
        if key:
            return row, key
    return None


def _key(form: Form, media: int) -> str:
    kept_so_far = {**form.half, **form.answers}
    found = next((key for key, kept in kept_so_far.items() if _holds(kept, media)), "")
    return found or (form.asked if _holds(form.pending, media) else "")


def _holds(kept: object, media: int) -> bool:
    if isinstance(kept, Mapping):
        return any(_holds(value, media) for value in kept.values())
    return isinstance(kept, Sequence) and not isinstance(kept, str) and media in kept


def ask_again(case: Case, media: int) -> Done | None:
    """For an application that was filed already: it is incomplete, and that one answer is asked for.

    What was for a human is asked for in their talk.
    """
    if threads.holds(case.db, case.visitor.contact_id, media):
        return Done((Say("file-lost"),), kind="relay")
    form = case.db.session.scalar(select(Media.form_id).where(Media.id == media))
    row = case.db.session.scalar(select(Application).where(Application.form_id == form)) if form else None
    if row is None or row.state not in (State.FILED.value, State.CHECKING.value):
        return None
    field = next((given.key for given in applications.answers(case.db, row.id) if media in given.media), "")
    if not field:
        return None
    row.state, row.asked_again = State.INCOMPLETE.value, field
    applications.note(case.db, row, None, case.now)
    return Done([Say("photo-lost")], then=(Opening("redo", f"{row.id}.{field}"),), kind="decision")
