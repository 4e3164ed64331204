"""The provider of the tests as one for public clients: it takes no secret, and no code without its PKCE verifier.

What authlib brings for that (RFC 7636) does the checking; `python -m pkce_provider` takes the options of the provider.
"""

from typing import ClassVar

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc7636 import CodeChallenge
from oidc_provider_mock import _app
from oidc_provider_mock.__main__ import run


class PublicGrant(_app.AuthorizationCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS: ClassVar = ["none"]
    challenges: ClassVar[dict[str, str]] = {}

    def save_authorization_code(self, code, request):
        super().save_authorization_code(code, request)
        self.challenges[code] = request.payload.data["code_challenge"]


class Challenge(CodeChallenge):
    DEFAULT_CODE_CHALLENGE_METHOD = "S256"
    SUPPORTED_CODE_CHALLENGE_METHOD: ClassVar = ["S256"]

    def get_authorization_code_challenge(self, authorization_code):
        return PublicGrant.challenges[authorization_code.code]

    def get_authorization_code_challenge_method(self, authorization_code):
        return "S256"


register = AuthorizationServer.register_grant


def register_grant(server, grant, extensions=None):
    more = [Challenge(required=True)] if grant is PublicGrant else []
    register(server, grant, [*(extensions or []), *more])


if __name__ == "__main__":
    _app.AuthorizationCodeGrant = PublicGrant
    AuthorizationServer.register_grant = register_grant
    run()
