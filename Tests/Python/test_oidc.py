"""Logging in through a real OpenID Connect provider, in a real Chromium.

The provider is at `localhost` and Quorum at 127.0.0.1, so that browsers take them for different sites.
"""

import http.cookiejar
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest
from export_support import PASSWORD, Server
from oidc_support import LABEL, Provider, Service
from playwright.sync_api import expect
from test_browser import log_in


@pytest.fixture(scope="module")
def free_port() -> int:
    return Server(Path("unused")).port


@pytest.fixture(scope="module")
def provider(free_port, tmp_path_factory):
    with Provider(free_port, tmp_path_factory.mktemp("provider") / "log", "--require-nonce") as running:
        yield running


@pytest.fixture(scope="module")
def service(provider, tmp_path_factory):
    with Service(tmp_path_factory.mktemp("oidc") / "data", provider, registered=True) as running:
        yield running


@pytest.fixture
def open_page(new_page, service):
    """A browser of its own; the provider's page asks for a style sheet of the internet."""

    def open_at(base: str = service.base):
        page = new_page(base)
        page.context.route("**/cdn.jsdelivr.net/**", lambda route: route.fulfill(body="", content_type="text/css"))
        page.expected += ["401", "favicon.ico"]
        return page

    return open_at


def be(page, person: str) -> None:
    """Says at the provider who one is."""
    page.get_by_role("button", name=person, exact=True).first.click()


def join(page, link: str, person: str, name: str = "") -> None:
    page.goto(link)
    expect(page.get_by_role("heading", name="Calls")).to_be_visible()
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name=LABEL).click()
    be(page, person)
    page.wait_for_url(re.compile("/(annotate|projects)/"))


def log_in_with(page, person: str, destination: str) -> None:
    page.goto(f"/login?next={urllib.parse.quote(destination)}")
    page.get_by_role("button", name=LABEL).click()
    be(page, person)
    page.wait_for_url(f"**{destination}")


def test_an_invitation_is_accepted_and_the_account_stays(service, open_page):
    guest = open_page()
    join(guest, service.invitation(), "a-1")
    expect(guest.get_by_text("Ada Lovelace")).to_be_visible()
    cookies = {cookie["name"]: cookie for cookie in guest.context.cookies()}
    assert set(cookies) == {"quorum_session"}
    assert cookies["quorum_session"]["httpOnly"] and cookies["quorum_session"]["sameSite"] == "Strict"

    again = open_page()
    log_in_with(again, "a-1", "/account")
    expect(again.locator("#facts")).to_contain_text("Ada Lovelace")
    expect(again.locator("#identities")).to_contain_text("localhost")
    # Nothing of the code stays in the browser.
    again.go_back()
    assert "code=" not in again.url
    assert {"user.created", "identity.connected", "invitation.made", "session.opened"} <= set(service.actions())
    names = [user["name"] for user in service.lead.call("GET", "/api/v1/users")]
    assert names.count("Ada Lovelace") == 1


def test_who_is_not_known_is_told_what_to_do(service, open_page):
    page = open_page()
    page.expected.append("403")
    page.goto("/login")
    page.get_by_role("button", name=LABEL).click()
    page.get_by_placeholder("sub").fill("stranger")
    page.get_by_role("button", name="Authorize").click()
    expect(page.get_by_role("alert")).to_contain_text("Ask for an invitation")
    page.get_by_role("link", name="Back to the log-in page").click()
    expect(page.get_by_label("Password")).to_be_visible()
    assert "session.refused" in service.actions()


def test_who_says_no_at_the_provider_comes_back(service, open_page):
    page = open_page()
    page.goto("/login")
    page.get_by_role("button", name=LABEL).click()
    page.get_by_role("button", name="Deny").click()
    expect(page.get_by_role("alert")).to_contain_text("did not let you in")
    expect(page.get_by_role("link", name="Back to the log-in page")).to_be_visible()


def test_an_answer_is_good_once_and_for_one_browser(service, open_page):
    page = open_page()
    page.goto("/login")
    page.get_by_role("button", name=LABEL).click()
    # The page that the provider sends the browser to does not run, for its address to be taken.
    page.context.route("**/js/callback.js", lambda route: route.abort())
    page.expected.append("net::ERR")
    be(page, "a-1")
    page.wait_for_url("**/login/callback?*")
    taken = page.url
    thief = open_page()
    thief.goto(taken)
    expect(thief.get_by_role("alert")).to_contain_text("another window or browser")
    page.context.unroute("**/js/callback.js")
    page.goto(taken)
    page.wait_for_url(lambda url: urllib.parse.urlsplit(url).path == "/")
    page.goto(taken)
    expect(page.get_by_role("alert")).to_contain_text("begin again")


def test_a_page_of_another_server_is_not_gone_on_with(service, open_page):
    page = open_page()
    page.goto("/login?next=https://evil.example/")
    page.get_by_role("button", name=LABEL).click()
    be(page, "a-1")
    page.wait_for_url(service.base + "/")


def test_who_has_a_password_connects_and_disconnects(service, open_page):
    service.lead.call("POST", "/api/v1/users", {"name": "benedict", "password": PASSWORD, "role": "member"})
    page = open_page()
    log_in(page, "benedict", "/account")
    page.get_by_role("button", name=f"Connect: {LABEL}").click()
    be(page, "b-2")
    page.wait_for_url("**/account")
    expect(page.locator("#identities")).to_contain_text("localhost")
    other = open_page()
    log_in_with(other, "b-2", "/account")
    expect(other.locator("#facts")).to_contain_text("benedict")

    # One identity is one account's.
    lead = open_page()
    lead.expected.append("409")
    log_in(lead, "lead", "/account")
    lead.get_by_role("button", name=f"Connect: {LABEL}").click()
    be(lead, "b-2")
    expect(lead.get_by_role("alert")).to_contain_text("Another account")
    lead.get_by_role("link", name="Back to your account").click()

    other.get_by_role("button", name=re.compile("Disconnect")).click()
    expect(other.locator("#identities")).to_contain_text("Name and password alone")


def test_keys_change_and_the_provider_goes_away(service, open_page, tmp_path):
    port = Server(tmp_path).port
    provider = Provider(port, tmp_path / "log")
    with provider, Service(tmp_path / "data", provider, "--oidc-sign-up", "--no-passwords") as own:
        page = open_page(own.base)
        page.goto("/login")
        expect(page.get_by_role("button", name=LABEL)).to_be_visible()
        expect(page.get_by_label("Password")).to_be_hidden()
        log_in_with(page, "a-1", "/account")
        provider.__exit__()
        with provider:
            again = open_page(own.base)
            log_in_with(again, "a-1", "/account")
            expect(again.locator("#facts")).to_contain_text("Ada Lovelace")
            again.goto("/login")
            again.get_by_role("button", name=LABEL).click()
            again.get_by_placeholder("sub").wait_for()
            again.expected.append("503")
            address = again.url
        # It is gone when the browser comes back.
        state = urllib.parse.parse_qs(urllib.parse.urlsplit(address).query)["state"][0]
        again.goto(f"{own.base}/login/callback?code=any&state={state}")
        expect(again.get_by_role("alert")).to_contain_text("cannot be reached")


def test_a_client_without_a_secret_is_known_by_its_verifier(open_page, tmp_path):
    """Of the provider, which takes the code of a public client for the verifier alone whose hash it was shown."""
    provider = Provider(Server(tmp_path).port, tmp_path / "log", "--require-nonce", module="pkce_provider")
    with provider, Service(tmp_path / "data", provider, "--oidc-sign-up", is_public=True) as own:
        page = open_page(own.base)
        log_in_with(page, "a-1", "/account")
        expect(page.locator("#facts")).to_contain_text("Ada Lovelace")

        page.goto("/login")
        page.context.route("**/js/callback.js", lambda route: route.abort())
        page.expected.append("net::ERR")
        page.get_by_role("button", name=LABEL).click()
        be(page, "a-1")
        page.wait_for_url("**/login/callback?*")
        code = urllib.parse.parse_qs(urllib.parse.urlsplit(page.url).query)["code"][0]
        client = own.server.options[own.server.options.index("--oidc-client") + 1]
        form = {
            "grant_type": "authorization_code", "code": code, "client_id": client,
            "redirect_uri": own.base + "/login/callback", "code_verifier": "x" * 43}
        thief = urllib.request.Request(provider.issuer + "/oauth2/token", urllib.parse.urlencode(form).encode())
        with pytest.raises(urllib.error.HTTPError) as refusal:
            urllib.request.urlopen(thief, timeout=30)
        assert json.load(refusal.value)["error"] == "invalid_grant"


def test_a_token_that_is_over_proves_nothing(service, open_page, tmp_path):
    provider = Provider(Server(tmp_path).port, tmp_path / "log", "--token-max-age", "-600")
    with provider, Service(tmp_path / "data", provider, "--oidc-sign-up") as own:
        page = open_page(own.base)
        page.goto("/login")
        page.get_by_role("button", name=LABEL).click()
        be(page, "a-1")
        expect(page.get_by_role("alert")).to_contain_text("did not confirm who you are")
        assert "claim exp" in Path(own.server.log.name).read_text()


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
def test_another_server_process_goes_on_with_a_login(provider, tmp_path, database, monkeypatch):
    monkeypatch.setenv("QUORUM_OIDC_SECRET", "any")
    with Service(tmp_path / "data", provider, "--oidc-sign-up", *database) as first:
        second = Server(tmp_path / "data", first.server.options)
        with second as other:
            browser = urllib.request.build_opener(
                urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()), NoRedirect())
            address = call(browser, first.base + "/api/v1/login", {})["url"]
            with browser.open(address, urllib.parse.urlencode({"sub": "a-1"}).encode()) as response:
                answer = urllib.parse.parse_qs(urllib.parse.urlsplit(response.headers["Location"]).query)
            body = {name: values[0] for name, values in answer.items()}
            assert call(browser, other.base + "/api/v1/login/answer", body)["user"]["name"] == "Ada Lovelace"


class NoRedirect(urllib.request.HTTPErrorProcessor):
    def http_response(self, request, response):
        return response


def call(browser, url: str, body: dict) -> dict:
    request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
    with browser.open(request, timeout=60) as response:
        content = response.read()
    assert response.status == 201, content
    return json.loads(content)
