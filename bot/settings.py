"""The settings, from the environment or `.env`; every one of them stands in the README."""

from __future__ import annotations

import json
import re
import tomllib
from importlib import resources
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from rules import office as offices
from rules.office import Office

HOME = (
    Path(__file__).resolve().parent.parent
)  # the checkout: from wherever a command is called, it is the same

LISTENS = "address"  # a file of the data folder


class Settings(BaseSettings):
    """What an office decides about its installation. Read once, at start, and passed on."""

    model_config = SettingsConfigDict(env_prefix="KABAR_", env_file=HOME / ".env", extra="ignore")

    database_url: str = Field(
        default="", description="SQLite file or PostgreSQL; default a file in the data folder"
    )
    data_dir: Path = Field(
        default=HOME / "data", description="Everything that is written beside the database"
    )
    secret_keys: SecretStr = Field(
        default=SecretStr(""),
        description="Fernet keys, comma-separated, newest first; made for a new database",
    )
    public_url: str = Field(
        default="http://127.0.0.1:8000", description="What the outside sees: webhooks and links"
    )
    quiet_hours: str = Field(
        default="20:00-08:00",
        description="When nothing is sent that the office starts; `off` lifts holidays too",
    )
    office: Path | None = Field(
        default=None, description="TOML of the office: another regency is another file"
    )

    telegram_token: SecretStr = Field(default=SecretStr(""), description="The bot's token from @BotFather")
    telegram_mode: Literal["polling", "webhook"] = Field(
        default="polling", description="How updates reach us"
    )
    telegram_webhook_secret: SecretStr = Field(
        default=SecretStr(""), description="Telegram sends it with each update; made where none is given"
    )
    telegram_api_url: str = Field(default="https://api.telegram.org", description="Where the Bot API is")

    twilio_account_sid: str = Field(default="", description="Twilio's account")
    twilio_auth_token: SecretStr = Field(default=SecretStr(""), description="Signs what Twilio sends us")
    twilio_from: str = Field(default="", description="The WhatsApp sender, `whatsapp:+62...`")
    twilio_api_url: str = Field(default="https://api.twilio.com", description="Where messages are sent")
    twilio_content_url: str = Field(
        default="https://content.twilio.com", description="Where buttons and lists are made"
    )
    twilio_templates: Annotated[dict[str, str], NoDecode] = Field(
        default_factory=dict, description="JSON, kind of message -> ContentSid of its approved template"
    )

    @field_validator("twilio_templates", mode="before")
    @classmethod
    def _read_templates(cls, value: object) -> object:
        return json.loads(value or "{}") if isinstance(value, str) else value

    @field_validator("telegram_token")
    @classmethod
    def _looks_like_a_token(cls, value: SecretStr) -> SecretStr:
        """A number, a colon and a word, as @BotFather gives it."""
        if value and not re.fullmatch(r"\d+:\S+", value.get_secret_value()):
            raise ValueError("not a bot's token")
        return value

    @field_validator("public_url", "telegram_api_url", "twilio_api_url", "twilio_content_url")
    @classmethod
    def _without_slash(cls, value: str) -> str:
        return value.rstrip("/")

    @property
    def public(self) -> bool:
        """Whether it was said what the outside sees."""
        return "public_url" in self.model_fields_set

    @property
    def reached(self) -> str:
        """What the outside sees; where that was not said, the address at which the server listened last."""
        told = self.data_dir / LISTENS
        return told.read_text().strip() if not self.public and told.exists() else self.public_url

    def listens(self, address: str) -> None:
        """The server leaves its address for the commands beside it."""
        self.data_dir.mkdir(parents=True, exist_ok=True)
        (self.data_dir / LISTENS).write_text(f"{address}\n")

    @property
    def database(self) -> str:
        """The database's URL, by default a SQLite file in the data folder."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'kabar.db').resolve()}"


def read_office(file: Path | None) -> Office:
    """The office's TOML, by default the first user's. OfficeError names a wrong entry."""
    text = (
        file.read_text()
        if file
        else resources.files("locales").joinpath("office", "bandung.toml").read_text()
    )
    return offices.parse(tomllib.loads(text))
