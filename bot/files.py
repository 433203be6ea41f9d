"""Links to a stored picture for a channel that fetches it by itself: signed, and good for a day."""

from __future__ import annotations

import asyncio

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.house import House
from storage import documents

DAY = 86_400  # seconds


def media_link(house: House, media: int) -> str:
    """An address under the public URL at which this picture is given out for a day."""
    return f"{house.settings.public_url}/media/{_signer(house).dumps(media)}"


def routes(house: House) -> list[BaseRoute]:
    """GET /media/<signed id>."""

    async def show(request: Request) -> Response:
        try:
            media = _signer(house).loads(request.path_params["signed"], max_age=DAY)
        except BadSignature:
            return Response(status_code=404)
        data = await asyncio.to_thread(documents.picture, house.database, int(media))
        if data is None:
            return Response(status_code=404)
        return Response(data, media_type="image/jpeg", headers={"cache-control": "private, max-age=3600"})

    return [Route("/media/{signed}", show)]


def _signer(house: House) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(house.database.sealing.digest("media-link"), salt="media")
