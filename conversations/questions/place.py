"""Where: a district and its villages by name, however spelt, or a shared place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import cos, hypot, radians
from types import MappingProxyType
from typing import Self, TypeAlias, TypeVar, final

from conversations.heard import Heard, Misunderstood, Sure, Unsure
from conversations.question import Arg, Ears, Gone, Json, Label, Location, Option, Question, Said
from conversations.understanding import place, yesno
from rules import regions

Middle: TypeAlias = tuple[float, float]
"""About the middle of a district: latitude and longitude in degrees."""

FAR = 25.0  # kilometres from every district's centre: not in this regency

P = TypeVar("P", regions.Kecamatan, regions.Desa)


def coded(places: Sequence[P], code: Json) -> P | None:
    """The one with this code."""
    for one in places:
        if one.code == code:
            return one
    return None


def one_of(found: P | None, reason: str) -> Heard[P]:
    """A tapped place, if it is one of those offered."""
    return Sure(found) if found is not None else Misunderstood(reason)


def within(heard: Heard[P], places: Sequence[P], reason: str) -> Heard[P]:
    """What was heard, if it is one of those offered."""
    match heard:
        case Sure(found) | Unsure(found) if found not in places:
            return Misunderstood(reason)
    return heard


def apart(one: Location, other: Location) -> float:
    """Kilometres between two places of one regency (flat enough at this latitude)."""
    north = (one.latitude - other.latitude) * 110.6
    east = (one.longitude - other.longitude) * 111.3 * cos(radians(one.latitude))
    return hypot(north, east)


Area = TypeVar("Area", regions.Kecamatan, regions.Desa)


def by_name(places: Sequence[Area]) -> Sequence[Area]:
    """As one looks for them in a long list."""
    return sorted(places, key=lambda place: place.name)


@final
class Kecamatan(Question[regions.Kecamatan]):
    """A district, kept by code: `chat.ask(self.kecamatan.among(facts.regions.kecamatan))`.

    A shared place is asked back, since the nearest district is not always the right one. One that is only
    `suggested` is the one option: a tap or a yes takes it, and any other can be said.
    """

    modest = True
    wants = "location"
    columns = 2

    places: Sequence[regions.Kecamatan] = ()
    centres: Mapping[str, Middle] = MappingProxyType({})
    suggested: regions.Kecamatan | None = None

    def among(
        self,
        places: Sequence[regions.Kecamatan],
        centres: Mapping[str, Middle] | None = None,
        suggested: regions.Kecamatan | None = None,
    ) -> Self:
        """These districts; `centres` by code are what a shared place is held against."""
        other = self.copied()
        other.places, other.centres, other.suggested = places, centres or {}, suggested
        other.listed = suggested is not None
        return other

    def options(self, so_far: regions.Kecamatan | None = None) -> Sequence[Option]:
        one = self.suggested
        return [Option(one.code, Label(words=one.name))] if one is not None else ()

    def understand(
        self, said: Said, ears: Ears, so_far: regions.Kecamatan | None
    ) -> Heard[regions.Kecamatan]:
        if said.option is not None:
            return one_of(coded(self.places, said.option), "kecamatan")
        if said.location is not None:
            near = self._nearest(said.location)
            return Unsure(near) if near is not None else Misunderstood("far-away")
        heard = place.read_kecamatan(said.text, ears.regions, ears.lexicon)
        return within(self._agreed(said, ears, heard), self.places, "kecamatan")

    def _agreed(self, said: Said, ears: Ears, heard: Heard[regions.Kecamatan]) -> Heard[regions.Kecamatan]:
        """With what yes or no says of the suggested one; it must be in sight, else "ya" may mean anything."""
        one = self.suggested
        if one is None or one.code not in said.shown:
            return heard
        named = heard.value if isinstance(heard, Sure | Unsure) else None
        match yesno.read(said.text, ears.lexicon):
            case Sure(True) if named is None or named == one:
                return Sure(one)
            case Unsure(True) if named == one:
                return Sure(one)
            case Sure(False) | Unsure(False) if named == one:
                return Misunderstood("kecamatan")
        return heard

    def _nearest(self, here: Location) -> regions.Kecamatan | None:
        """The district whose centre is nearest, if any is near at all."""
        order = sorted((apart(here, Location(*centre)), code) for code, centre in self.centres.items())
        return coded(self.places, order[0][1]) if order and order[0][0] <= FAR else None

    def guesses(self, said: Said, ears: Ears) -> Sequence[Option]:
        near = place.kecamatan(said.text, ears.regions, ears.lexicon)[:3]
        places = [found.place for found in near] or by_name(self.places)
        return [Option(one.code, Label(words=one.name)) for one in places]

    def store(self, value: regions.Kecamatan) -> Json:
        return value.code

    def recall(self, kept: Json) -> regions.Kecamatan:
        found = coded(self.places, kept)
        if found is None:
            raise Gone(self.key)
        return found

    def likely(self) -> regions.Kecamatan:
        if not self.places:
            raise Gone(self.key)
        return self.places[0]

    def show(self, value: regions.Kecamatan) -> Arg:
        return value.name


@final
class Desa(Question[regions.Desa]):
    """One of a district's villages, kept by code: `chat.ask(self.desa.of(kecamatan))`."""

    modest = True
    listed = True
    columns = 2

    kecamatan: regions.Kecamatan | None = None

    def of(self, kecamatan: regions.Kecamatan) -> Self:
        other = self.copied()
        other.kecamatan = kecamatan
        return other

    @property
    def places(self) -> Sequence[regions.Desa]:
        return self.kecamatan.desa if self.kecamatan is not None else ()

    def options(self, so_far: regions.Desa | None = None) -> Sequence[Option]:
        return [Option(one.code, Label(words=one.name)) for one in by_name(self.places)]

    def understand(self, said: Said, ears: Ears, so_far: regions.Desa | None) -> Heard[regions.Desa]:
        if said.option is not None:
            return one_of(coded(self.places, said.option), "desa")
        if self.kecamatan is None:
            return Misunderstood("desa")
        return within(
            place.read_desa(said.text, ears.regions, ears.lexicon, self.kecamatan), self.places, "desa"
        )

    def store(self, value: regions.Desa) -> Json:
        return value.code

    def recall(self, kept: Json) -> regions.Desa:
        found = coded(self.places, kept)
        if found is None:
            raise Gone(self.key)
        return found

    def likely(self) -> regions.Desa:
        if not self.places:
            raise Gone(self.key)
        return self.places[0]

    def show(self, value: regions.Desa) -> Arg:
        return value.name


@final
class Place(Question[Location]):
    """A shared place on the map, kept as two numbers."""

    wants = "location"

    def understand(self, said: Said, ears: Ears, so_far: Location | None) -> Heard[Location]:
        return Sure(said.location) if said.location is not None else Misunderstood("location")

    def store(self, value: Location) -> Json:
        return [value.latitude, value.longitude]

    def recall(self, kept: Json) -> Location:
        match kept:
            case [float() | int() as latitude, float() | int() as longitude]:
                return Location(latitude, longitude)
        raise Gone(self.key)

    def likely(self) -> Location:
        return Location(-7.02, 107.6)

    def show(self, value: Location) -> Arg:
        return Label("location-given")
