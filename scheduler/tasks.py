"""The assistants' week: tasks are offered, wake up, go to the head, and each Monday a digest is sent."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timedelta
from functools import partial

from rules.quiet import WIB
from scheduler.moment import Moment
from storage import staff, tasks
from storage.database import Database, Db
from storage.inbound import Inbound, Kind

DIGEST_AT = time(8)  # Monday, WIB


def monday(now: datetime) -> datetime:
    """The digest's moment of this week; the week begins with it."""
    local = now.astimezone(WIB)
    start = datetime.combine(local.date() - timedelta(days=local.weekday()), DIGEST_AT, WIB)
    return start if start <= local else start - timedelta(days=7)


def run(database: Database, moment: Moment) -> Counter[str]:
    """All that is due for tasks; how many were woken, escalated and offered, and how many digests sent."""
    counts: Counter[str] = Counter()
    before = moment.now - timedelta(days=moment.office.checkin.escalate_after)
    while escalated := database.write(lambda db: tasks.escalate(db, before)):
        counts["task-escalated"] += escalated
    while woken := database.write(lambda db: tasks.wake(db, moment.now)):
        counts["task-woken"] += woken
    with database.read() as db:
        places = staff.places(db)
    week, most = monday(moment.now), moment.office.checkin.tasks_a_week
    for place in places:
        counts["task-offered"] += database.write(
            partial(tasks.offer, kecamatan=place, monday=week, most=most, now=moment.now)
        )
    counts["digest"] += database.write(partial(_digests, moment=moment, week=week))
    return +counts


def _digests(db: Db, moment: Moment, week: datetime) -> int:
    """The Monday digest of each assistant with something on the list; once a week, and not days late."""
    name = f"digest-{week:%G-W%V}"
    if not moment.loud or moment.now - week > timedelta(days=2) or not staff.mark_once(db, "digest", name):
        return 0
    sent = 0
    for assistant in staff.assistants(db):
        listed = tasks.worklist(db, assistant.kecamatan, moment.office.checkin.tasks_a_week)
        contact = staff.contact_of(db, assistant.phone)
        if not listed or contact is None:
            continue
        inbound = Inbound(
            channel="office",
            external_id=f"{name}-{assistant.id}",
            address=f"contact:{contact}",
            kind=Kind.DUE,
            data=f"worklist|digest|{len(listed)}",
        )
        sent += moment.turns.take(db, inbound, moment.now)
    return sent
