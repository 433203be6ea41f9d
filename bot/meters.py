"""What operators measure: messages by state, what waits and for how long, in Prometheus' text format."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import datetime

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector
from sqlalchemy import func, select
from starlette.requests import Request
from starlette.responses import Response

from storage.database import Database
from storage.tables import Broadcast, Due, Inbox, Media, Outbox, Thread

PLAIN = "text/plain; version=0.0.4; charset=utf-8"


class Meters:
    """Counted from the rows when somebody looks, so that any process of several tells the same."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._registry = CollectorRegistry()
        self._registry.register(_Rows(database, clock))
        ProcessCollector(registry=self._registry)

    async def show(self, request: Request) -> Response:
        """GET /metrics."""
        text = await asyncio.to_thread(generate_latest, self._registry)
        return Response(text, media_type=PLAIN)


class _Rows(Collector):
    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database, self._clock = database, clock

    def describe(self) -> list[Metric]:
        return []

    def collect(self) -> Iterator[Metric]:
        now = self._clock()
        commits = CounterMetricFamily("kabar_commits", "Write transactions of this process")
        commits.add_metric([], self._database.commits)
        works = CounterMetricFamily("kabar_works", "Works within those transactions")
        works.add_metric([], self._database.works)
        yield commits
        yield works
        with self._database.read() as db:
            waiting = GaugeMetricFamily(
                "kabar_outbox_waiting", "Unsent messages", labels=["channel", "lane", "held"]
            )
            rows = db.conn.execute(
                select(Outbox.channel, Outbox.lane, Outbox.held, func.count())
                .where(Outbox.state.in_(("queued", "sending")))
                .group_by(Outbox.channel, Outbox.lane, Outbox.held)
            )
            for channel, lane, held, count in rows:
                waiting.add_metric([channel, str(lane), held], count)
            yield waiting
            yield _gauge(
                "kabar_inbox_undone",
                "Messages to retry or in quarantine",
                db.conn.scalar(
                    select(func.count()).select_from(Inbox).where(Inbox.state.in_(("waiting", "quarantined")))
                ),
            )
            yield _gauge(
                "kabar_due_late",
                "Things that are due and not done",
                db.conn.scalar(
                    select(func.count()).select_from(Due).where(Due.state == "waiting", Due.at <= now)
                ),
            )
            yield _gauge(
                "kabar_media_waiting",
                "Files still to be fetched",
                db.conn.scalar(select(func.count()).select_from(Media).where(Media.state == "waiting")),
            )
            yield _gauge(
                "kabar_threads_waiting",
                "Questions to staff without an answer",
                db.conn.scalar(select(func.count()).select_from(Thread).where(Thread.state == "waiting")),
            )
            yield _gauge(
                "kabar_broadcasts_running",
                "Announcements that are going out",
                db.conn.scalar(
                    select(func.count())
                    .select_from(Broadcast)
                    .where(Broadcast.state.in_(("freezing", "sending")))
                ),
            )


def _gauge(name: str, help_: str, value: int | None) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, help_, value=value or 0)
