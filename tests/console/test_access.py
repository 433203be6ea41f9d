"""Every page as every role: what should be closed is closed, and nobody's rows lie outside their scope."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from console import site
from storage.database import Database
from tests.console import seed
from tests.console.conftest import ELSEWHERE, HOME, NOW, Browser, Console

EVERYBODY = "admin head staff training fund licence plut assistant"
OFFICE = "admin head staff training fund licence plut"
REVIEWERS = "admin head staff training fund"
# Who may open each page. A new page fails the tests below until somebody has decided it here as well.
OPEN = {
    "GET /masuk": f"stranger {EVERYBODY}",
    "GET /masuk/{token}": f"stranger {EVERYBODY}",
    "POST /masuk/{token}": f"stranger {EVERYBODY}",
    "GET /static/{name}": f"stranger {EVERYBODY}",
    "POST /keluar": EVERYBODY,
    "GET ": EVERYBODY,
    "GET /counts": EVERYBODY,
    "GET /menu": EVERYBODY,
    "GET /people": EVERYBODY,
    "GET /people/{person}": EVERYBODY,
    "POST /people/{person}/number": "admin head staff training fund licence",
    "GET /programmes": OFFICE,
    "GET /programmes/new": OFFICE,
    "POST /programmes/new": OFFICE,
    "GET /programmes/{programme}": OFFICE,
    "GET /programmes/{programme}/edit": OFFICE,
    "POST /programmes/{programme}/edit": OFFICE,
    "POST /programmes/{programme}/state": OFFICE,
    "POST /programmes/{programme}/quotas": OFFICE,
    "POST /programmes/{programme}/quotas/{quota}/remove": OFFICE,
    "GET /programmes/{programme}/questions/new": OFFICE,
    "POST /programmes/{programme}/questions/new": OFFICE,
    "GET /programmes/{programme}/questions/{question}": OFFICE,
    "POST /programmes/{programme}/questions/{question}": OFFICE,
    "POST /programmes/{programme}/questions/{question}/move": OFFICE,
    "POST /programmes/{programme}/questions/{question}/retire": OFFICE,
    "GET /posters": EVERYBODY,
    "GET /posters/{programme}": EVERYBODY,
    "GET /posters/{programme}/{channel}.svg": EVERYBODY,
    "GET /reviews": REVIEWERS,
    "POST /reviews": "admin head staff training",
    "GET /reviews/{reference}": REVIEWERS,
    "POST /reviews/{reference}": REVIEWERS,
    "GET /reviews/{reference}/photos/{media}": REVIEWERS,
    "POST /reviews/{reference}/papers/{media}": REVIEWERS,
    "GET /broadcasts": OFFICE,
    "GET /broadcasts/new": OFFICE,
    "POST /broadcasts/new": OFFICE,
    "GET /broadcasts/count": OFFICE,
    "GET /broadcasts/preview": OFFICE,
    "GET /broadcasts/{broadcast}": OFFICE,
    "GET /broadcasts/{broadcast}/edit": OFFICE,
    "POST /broadcasts/{broadcast}/edit": OFFICE,
    "GET /broadcasts/{broadcast}/ledger": OFFICE,
    "GET /broadcasts/{broadcast}/picture": OFFICE,
    "POST /broadcasts/{broadcast}/test": OFFICE,
    "POST /broadcasts/{broadcast}/move": OFFICE,
    "POST /broadcasts/{broadcast}/approve": "admin head",
    "GET /messages": EVERYBODY,
    "GET /messages/{thread}": EVERYBODY,
    "GET /messages/{thread}/lines": EVERYBODY,
    "GET /messages/{thread}/photos/{media}": EVERYBODY,
    "POST /messages/{thread}": EVERYBODY,
    "POST /messages/{thread}/close": EVERYBODY,
    "GET /checkins": "admin head staff training licence plut assistant",
    "GET /at-risk": "admin head staff training licence plut assistant",
    "GET /words": OFFICE,
    "POST /words/{unheard}/teach": OFFICE,
    "POST /words/{unheard}/drop": OFFICE,
    "POST /words/taught/{taught}/forget": OFFICE,
    "GET /deliveries": OFFICE,
    "POST /deliveries/release": "admin",
    "POST /deliveries/{inbox}/again": OFFICE,
    "POST /deliveries/{inbox}/dismiss": OFFICE,
    "GET /dashboard": "admin head",
    "GET /audit": "admin head",
    "GET /settings": "admin head",
    "GET /staff": "admin",
    "GET /staff/new": "admin",
    "POST /staff/new": "admin",
    "POST /staff/{staff}/link": "admin",
    "POST /staff/{staff}/end": "admin",
}
ROLES = ("stranger", *EVERYBODY.split())
CLOSED = {401, 403}
SECRET = ("Rahasia Jauh", "Rahasia Menolak", "Rahasia Terhapus")


def browser_of(console: Console, role: str) -> Browser:
    match role:
        case "stranger":
            return console.stranger()
        case "training" | "fund" | "licence" | "plut":
            return console.logged_in("staff", role)
        case _:
            return console.logged_in(role, kecamatan=HOME if role == "assistant" else "")


@pytest.fixture
def rows(console: Console, database: Database) -> dict[str, str]:
    """One of each, and what stands for it in an address."""
    person = seed.person(database, NOW, "Teh Rina")
    programme = seed.programme(database, NOW)
    seed.training(database, NOW, person, programme)
    seed.fund(database, NOW, person)
    seed.checkin(database, NOW, person)
    return {
        "person": str(person),
        "programme": str(programme),
        "reference": "PEL-2611-0001",
        "token": "none",
        "name": "console.css",
        "quota": "1",
        "unheard": "1",
        "taught": "1",
        "question": "1",
        "channel": "web",
        "media": "1",
        "thread": str(seed.thread(database, NOW, person)),
        "inbox": "1",
        "broadcast": str(seed.draft(database, NOW)),
        "staff": str(console.staff("staff", name="Somebody Else")),
    }


def named(page: object) -> str:
    return f"{page.method} {page.path}"  # type: ignore[attr-defined]


def test_every_page_has_a_rule_that_somebody_decided() -> None:
    assert {named(page) for page in site.pages()} == set(OPEN)


def test_every_route_of_the_site_is_a_page(console: Console) -> None:
    paths = {route.path for route in site.routes(console.room)}  # type: ignore[attr-defined]
    assert paths == {f"/console{page.path}" for page in site.pages()} | {"/console/{rest:path}"}


def test_pages_open_for_whom_they_should(console: Console, rows: dict[str, str]) -> None:
    wrong = {}
    last = [page for page in site.pages() if page.path == "/keluar"]
    order = [*(page for page in site.pages() if page not in last), *last]
    for role in ROLES:
        browser = browser_of(console, role)
        word = None if role == "stranger" else browser.csrf
        here = {**rows, "reference": "DB-2611-0001"} if role == "fund" else rows
        for page in order:
            path = f"/console{page.path}".format(**here)
            response = browser.get(path) if page.method == "GET" else browser.post(path, csrf=word)
            opened = response.status_code not in CLOSED
            if response.status_code >= 500 or opened != (role in OPEN[named(page)].split()):
                wrong[f"{role}: {named(page)}"] = response.status_code
    assert wrong == {}


def test_what_stands_in_the_menu_of_a_role_is_open_to_it(console: Console, rows: dict[str, str]) -> None:
    for role in EVERYBODY.split():
        browser = browser_of(console, role)
        menu = browser.page("/console/menu")
        links = {path for path in re.findall(r'href="(/console[^"]*)"', menu) if "/static/" not in path}
        assert len(links) >= 3
        for path in links:
            assert browser.get(path).status_code == 200, (role, path)


def pages_of(console: Console, browser: Browser, rows: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Every page that opens, whatever row it is asked for."""
    for page in site.pages():
        if page.method != "GET" or page.path.startswith(("/static", "/masuk")):
            continue
        numbers = [str(number) for number in range(1, 8)]
        options = {
            "person": numbers,
            "reference": [f"PEL-2611-{n:04}" for n in range(1, 6)] + [f"DB-2611-{n:04}" for n in range(1, 6)],
            "media": numbers,
            "thread": numbers,
        }
        paths = {page.path}
        for name, values in options.items():
            paths = {path.replace(f"{{{name}}}", value) for path in paths for value in values}
        for path in sorted(paths):
            address = f"/console{path}".format(**rows)
            response = browser.get(address)
            if response.status_code == 200:
                yield address, response.text
    for query in ("q=Rahasia", "kecamatan=" + ELSEWHERE, "activity=stopped", "q=" + seed.NIK, "page=2"):
        yield query, browser.page(f"/console/people?{query}")


def test_an_assistant_sees_nobody_of_another_kecamatan_nor_who_did_not_consent(
    console: Console, rows: dict[str, str], database: Database
) -> None:
    far = seed.person(database, NOW, SECRET[0], ELSEWHERE, phone="+6281299990001")
    silent = seed.person(database, NOW, SECRET[1], assistant=False, phone="+6281299990002")
    gone = seed.person(database, NOW, SECRET[2], erased=True, phone="+6281299990003")
    for number, one in enumerate((far, silent, gone), 2):
        seed.training(database, NOW, one, int(rows["programme"]), number)
        seed.checkin(database, NOW, one)
        seed.thread(database, NOW, one)
    assistant = browser_of(console, "assistant")
    opened = dict(pages_of(console, assistant, rows))
    assert "Teh Rina" in opened["/console/people"]
    assert f"/console/people/{rows['person']}" in opened
    for one in (far, silent, gone):
        assert f"/console/people/{one}" not in opened
    for address, text in opened.items():
        assert not any(secret in text.replace('value="Rahasia"', "") for secret in SECRET), address
    assert "1</b> usaha perlu ditengok" in opened["/console"]


def test_an_assistant_sees_only_tasks_that_were_offered(console: Console, database: Database) -> None:
    offered, new = (seed.person(database, NOW, name, phone=None) for name in ("Ditawarkan", "Menunggu"))
    seed.checkin(database, NOW, offered, task="offered")
    seed.checkin(database, NOW, new, task="new")
    assistant, head = browser_of(console, "assistant"), browser_of(console, "head")
    assert "1</b> usaha perlu ditengok" in assistant.page("/console")
    assert "2</b> usaha perlu ditengok" in head.page("/console")
    assert "Perlu ditengok" in head.main(f"/console/people/{new}")
    assert "Perlu ditengok" not in assistant.main(f"/console/people/{new}")


def test_an_assistant_without_a_kecamatan_sees_nobody(console: Console, rows: dict[str, str]) -> None:
    assert "Teh Rina" not in console.logged_in("assistant").page("/console/people")


def test_an_assistant_sees_no_amount_no_number_and_no_loan(console: Console, rows: dict[str, str]) -> None:
    page = browser_of(console, "assistant").page(f"/console/people/{rows['person']}")
    assert "Tutup sementara" in page
    assert "Pelatihan Kemasan" in page
    for hidden in ("1.234.000", "Lihat NIK", "Dagulir", "DB-2611", seed.NIK, seed.NIB):
        assert hidden not in page


def test_erased_people_are_seen_by_nobody(console: Console, database: Database, rows: dict[str, str]) -> None:
    gone = seed.person(database, NOW, SECRET[2], erased=True)
    seed.training(database, NOW, gone, int(rows["programme"]), 2)
    admin = console.logged_in()
    assert admin.get(f"/console/people/{gone}").status_code == 404
    assert SECRET[2] not in "".join(text for _, text in pages_of(console, admin, rows))


def test_staff_review_only_the_kind_of_their_work_area(console: Console, rows: dict[str, str]) -> None:
    training, fund = browser_of(console, "training"), browser_of(console, "fund")
    assert training.get("/console/reviews/PEL-2611-0001").status_code == 200
    assert training.get("/console/reviews/DB-2611-0001").status_code == 404
    assert fund.get("/console/reviews/DB-2611-0001").status_code == 200
    assert fund.get("/console/reviews/PEL-2611-0001").status_code == 404
    assert fund.get("/console/reviews/PEL-2611-0001/photos/1").status_code == 404
    decision = {"decision": "check"}
    assert training.post("/console/reviews/DB-2611-0001", decision).status_code == 404
    assert "PEL-2611" not in fund.page("/console/reviews?kind=training&state=any")


def test_an_end_of_service_closes_an_open_browser_at_once(console: Console) -> None:
    admin, staff = console.logged_in(), console.logged_in("staff")
    number = console.staff("staff")
    assert admin.post(f"/console/staff/{number}/end").status_code == 303
    assert staff.get("/console").status_code == 401
    assert staff.post("/console/programmes/new", {"title": "x"}, csrf="x").status_code == 401


def test_an_address_that_is_none_leads_to_a_page_in_plain_words(console: Console) -> None:
    browser = console.logged_in("staff")
    for path in ("/console/lainnya", "/console/programmes/1/state", "/console/people/1/2/3", "/console/%ff"):
        answer = browser.get(path)
        assert answer.status_code == 404, path
        assert "Halaman tidak ditemukan" in answer.text
    for path in ("/console/", "/console/people/", "/console//evil.example//"):
        answer = browser.get(path)
        assert (answer.status_code, answer.headers["location"]) in {
            (303, "/console"),
            (303, "/console/people"),
            (303, "/console/evil.example"),
        }
    assert console.stranger().get("/console/lainnya").status_code == 401
