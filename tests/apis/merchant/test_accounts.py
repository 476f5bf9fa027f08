"""Signing in: staff by a secret key, customers by a password; what the cookies are good for."""

from datetime import timedelta

import httpx
import pytest

from kiosk.domain.customer import CustomerId
from kiosk.domain.storing import Reading
from tests.apis.merchant.salon import (
    API,
    CUSTOMER,
    EVENTS,
    MERCHANT,
    PASSWORD,
    Salon,
    account,
    by_customer,
    by_merchant,
    opened,
    refusal,
    time,
)

LOGIN, ME, LOGOUT = f"{API}/auth/login", f"{API}/auth/me", f"{API}/auth/logout"
USERS = f"{API}/auth/users"
HERS = {"email": "layla@example.com", "password": PASSWORD}
DAY = {"start": time("00:00"), "end": time("23:00")}
WRONG = (401, "wrong email or password")
NOBODY = (401, "unauthorized")


async def signed_in(here: Salon, email: str, password: str) -> httpx.AsyncClient:
    """A client with the cookies of a session."""
    http = here.shop.http()
    told = {"email": email, "password": password}
    answer = await http.post(LOGIN, json=told)
    assert (200, b"") == (answer.status_code, answer.content), answer.text
    return http


async def staff(here: Salon) -> tuple[httpx.AsyncClient, str]:
    """Staff by cookie, and the id of their key."""
    key, secret = await here.shop.keys.new("secret", "gateway", None)
    return await signed_in(here, "gateway", secret), key.id


async def test_a_session_has_two_cookies_nobody_else_reads(here: Salon) -> None:
    """JWT page: jwt-access and jwt-refresh, HTTP-only; by us also SameSite, with TLS Secure."""
    http = here.shop.http()
    answer = await http.post(USERS, json=account())
    assert (201, b"") == (answer.status_code, answer.content)
    cookies = answer.headers.get_list("set-cookie")
    assert ["jwt-access", "jwt-refresh"] == [one.split("=")[0] for one in cookies]
    assert ["Max-Age=900", "Max-Age=604800"] == [one.split("; ")[2] for one in cookies]
    for cookie in cookies:
        assert {"HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
        assert "Secure" not in cookie
    tls = httpx.ASGITransport(here.shop.served())
    async with httpx.AsyncClient(transport=tls, base_url="https://kiosk.test") as safe:
        answer = await safe.post(LOGIN, json=HERS)
    assert all("Secure" in one for one in answer.headers.get_list("set-cookie"))


async def test_who_signed_in_is_known_until_they_sign_out(here: Salon) -> None:
    http = await here.customer()
    assert 200 == (await http.get(ME)).status_code
    kept = dict(http.cookies)
    assert (200, b"") == (
        (answer := await http.post(LOGOUT, json={})).status_code,
        answer.content,
    )
    assert {} == dict(http.cookies)
    for name, token in kept.items():
        old = here.shop.http()
        old.cookies.set(name, token)
        assert NOBODY == await refusal(old.get(ME)), name


async def test_staff_sign_in_with_a_secret_key(here: Salon) -> None:
    """Its name as the e-mail, itself as the password; it then does what its bearer does."""
    http, _ = await staff(here)
    assert 201 == (await http.post(MERCHANT, json=by_merchant())).status_code
    assert 200 == (await http.get(EVENTS, params=DAY)).status_code


async def test_a_revoked_key_ends_its_sessions(here: Salon) -> None:
    http, key = await staff(here)
    await here.shop.keys.revoke(key)
    assert NOBODY == await refusal(http.get(EVENTS, params=DAY))


async def test_who_does_not_sign_in(here: Salon) -> None:
    """An address nobody has, a wrong password, a key of another name or kind: one answer."""
    await here.customer()
    _, secret = await here.shop.keys.new("secret", "gateway", None)
    _, public = await here.shop.keys.new("public", "web", None)
    for email, password in (
        ("layla@example.com", "wrong horse battery"),
        ("nobody@example.com", PASSWORD),
        ("gateway", PASSWORD),
        ("another", secret),
        ("web", public),
    ):
        http = here.shop.http()
        told = {"email": email, "password": password}
        answer = await http.post(LOGIN, json=told)
        assert WRONG == (answer.status_code, answer.json()["error"]["message"]), email
        assert {} == dict(http.cookies)


async def test_an_unknown_address_costs_what_a_wrong_password_costs(
    here: Salon, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One slow hash each: how long it takes tells nothing."""
    await here.customer()
    hashes: list[str | None] = []
    pins = here.shop.accounts._passwords
    matches = pins.matches

    async def counted(pin: str, pin_hash: str | None) -> bool:
        hashes.append(pin_hash)
        return await matches(pin, pin_hash)

    monkeypatch.setattr(pins, "matches", counted)
    for email in ("layla@example.com", "nobody@example.com"):
        told = {"email": email, "password": "wrong horse battery"}
        assert WRONG == await refusal(here.shop.http().post(LOGIN, json=told))
    assert [True, False] == [one is not None for one in hashes]


async def test_an_address_is_one_however_it_is_written(here: Salon) -> None:
    """Capitals and blanks around don't make another."""
    await here.customer()
    http = await signed_in(here, " Layla@Example.COM ", PASSWORD)
    assert 200 == (await http.get(ME)).status_code
    again = here.shop.http().post(
        USERS, json=account() | {"email": "LAYLA@example.com"}
    )
    assert (400, "'email': This field is already taken") == await refusal(again)
    assert 1 == (await here.shop.desk.customers()).total


async def test_what_makes_no_account(here: Salon) -> None:
    """Nothing is stored of it."""
    required = "This field is required"
    for changes, said in (
        ({"email": "layla"}, "'email': This field is not valid"),
        ({"email": "la yla@example.com"}, "'email': This field is not valid"),
        ({"email": "layla\u202e@example.com"}, "'email': This field is not valid"),
        ({"phone_number": "12"}, "'phone_number': This field is not valid"),
        ({"phone_number": "033 445 566"}, "'phone_number': This field is not valid"),
        ({"password": "short"}, f"'password': {required}"),
        ({"first_name": ""}, f"'first_name': {required}"),
        ({"last_name": None}, "'last_name': This field should be text"),
        ({"password": "x" * 257}, "'password': This field is too long"),
    ):
        asked = here.shop.http().post(USERS, json=account() | changes)
        assert (400, said) == await refusal(asked), changes
    assert 0 == (await here.shop.desk.customers()).total


async def test_no_password_is_stored(here: Salon) -> None:
    """Only its hash."""
    await here.customer()

    def stored(view: Reading) -> str:
        known = view.account("layla@example.com")
        return known.password_hash if known else ""

    assert here.shop.store.read(stored).startswith("$argon2id$")


async def test_who_is_forgotten_is_signed_out(here: Salon) -> None:
    """And can't sign in any more."""
    http = await here.customer()
    (known,) = (await here.shop.desk.customers()).items
    await here.shop.desk.forget_customer(CustomerId(known.id))
    assert NOBODY == await refusal(http.get(ME))
    assert WRONG == await refusal(here.shop.http().post(LOGIN, json=HERS))


# roles


async def test_a_customer_is_no_staff_and_staff_no_customer(here: Salon) -> None:
    """401 for the wrong role, as in the program: the booking of another is not even looked for."""
    customer, (gateway, _) = await here.customer(), await staff(here)
    body = {"booking_id": 1, "merchant_name": "kiosk"}
    for http, method, path, told in (
        (customer, "GET", EVENTS, None),
        (customer, "POST", MERCHANT, by_merchant()),
        (customer, "PATCH", f"{MERCHANT}/1", {}),
        (customer, "DELETE", f"{MERCHANT}/1", {}),
        (gateway, "POST", CUSTOMER, by_customer()),
        (gateway, "DELETE", f"{CUSTOMER}/1", body),
        (here.staff, "POST", CUSTOMER, by_customer()),
    ):
        asked = http.request(method, path, json=told, params=DAY)
        assert NOBODY == await refusal(asked), (method, path)
    assert [] == await here.day()


async def test_a_session_opens_no_other_api(here: Salon) -> None:
    """Its cookies are good for these paths, and its tokens are no keys."""
    gateway, _ = await staff(here)
    assert 401 == (await gateway.get("/native/v1/branches")).status_code
    assert 401 == (await gateway.get("/external/v1/branches")).status_code
    async with here.shop.http(gateway.cookies["jwt-access"]) as bearer:
        assert 401 == (await bearer.get("/external/v1/branches")).status_code
        assert 200 == (await bearer.get(EVENTS, params=DAY)).status_code


# cookies come along by themselves


async def test_a_form_of_another_site_changes_nothing(here: Salon) -> None:
    """A browser sends cookies with it; it can't say that it is JSON."""
    customer, (gateway, _) = await here.customer(), await staff(here)
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        headers = {"content-type": kind} if kind else {}
        for http, method, path in (
            (customer, "POST", CUSTOMER),
            (gateway, "POST", MERCHANT),
            (gateway, "PATCH", f"{MERCHANT}/1"),
            (gateway, "DELETE", f"{MERCHANT}/1"),
            (customer, "POST", LOGOUT),
            (customer, "POST", LOGIN),
            (customer, "POST", USERS),
        ):
            asked = http.request(method, path, content=b"{}", headers=headers)
            assert 415 == (await refusal(asked))[0], (kind, method, path)
    assert 200 == (await customer.get(ME)).status_code


# renewal


async def test_the_short_token_is_renewed_by_the_long_one(here: Salon) -> None:
    """Whatever is asked next brings a new one; after seven days nothing does."""
    http = await here.customer()
    first = http.cookies["jwt-access"]
    here.shop.clock.at += timedelta(minutes=14)
    assert "set-cookie" not in (await http.get(ME)).headers
    here.shop.clock.at += timedelta(minutes=2)
    renewed = await http.get(ME)
    assert (200, True) == (
        renewed.status_code,
        renewed.headers["set-cookie"].startswith("jwt-access="),
    )
    assert first != http.cookies["jwt-access"]
    assert "set-cookie" not in (await http.get(ME)).headers
    here.shop.clock.at += timedelta(days=7)
    assert NOBODY == await refusal(http.get(ME))


async def test_a_refusal_brings_the_new_token_as_well(here: Salon) -> None:
    """Else a page that only ever asks for the wrong thing would ask for a token each time."""
    http = await here.customer()
    here.shop.clock.at += timedelta(minutes=20)
    answer = await http.get(f"{CUSTOMER}/7")
    assert (404, True) == (answer.status_code, "set-cookie" in answer.headers)


async def test_only_so_many_sessions_are_kept_of_one(here: Salon) -> None:
    """The oldest ends: one who signs in again and again pushes nobody else out."""
    await here.customer()
    other = await here.customer("ben")
    sessions = [await signed_in(here, HERS["email"], PASSWORD) for _ in range(17)]
    assert [401, 200, 200] == [
        (await one.get(ME)).status_code for one in (sessions[0], sessions[-1], other)
    ]


# too many tries


async def test_each_wrong_password_takes_longer(here: Salon) -> None:
    """By account, whether or not anybody has it; the right one is not lost, just later."""
    await here.customer()
    for email in ("layla@example.com", "nobody@example.com"):
        told = {"email": email, "password": "wrong horse battery"}
        answers = [await here.shop.http().post(LOGIN, json=told) for _ in range(4)]
        assert [401, 401, 401, 429] == [one.status_code for one in answers]
        assert "2" == answers[3].headers["retry-after"]
    assert 429 == (await here.shop.http().post(LOGIN, json=HERS)).status_code
    here.shop.clock.at += timedelta(seconds=3)
    await signed_in(here, HERS["email"], PASSWORD)
    wrong = HERS | {"password": "wrong horse battery"}
    assert WRONG == await refusal(here.shop.http().post(LOGIN, json=wrong))


async def test_one_address_has_so_many_tries() -> None:
    """Of signing in and of making accounts together, whatever the names are."""
    async with opened(sign_ins=0.5) as here:
        told = [{"email": f"n{n}@x.test", "password": "x"} for n in range(21)]
        answers = [await here.shop.http().post(LOGIN, json=one) for one in told]
        assert [401] * 20 + [429] == [one.status_code for one in answers]
        late = here.shop.http().post(USERS, json=account())
        assert 429 == (await refusal(late))[0]


async def test_sessions_and_strangers_have_their_rates() -> None:
    """A session as any key has; who needs none, by address."""
    async with opened(rate=1) as here:
        http = await here.customer()
        assert [200, 200, 429] == [(await http.get(ME)).status_code for _ in range(3)]
        about = f"{API}/merchants/kiosk"
        assert [200, 200, 429] == [
            (await http.get(about)).status_code for _ in range(3)
        ]


async def test_the_owners_socket_is_nobody_here(here: Salon) -> None:
    """This API knows staff and customers only."""
    async with here.shop.http(owner=True) as owner:
        assert NOBODY == await refusal(owner.get(EVENTS, params=DAY))
