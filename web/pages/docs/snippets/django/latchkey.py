"""Django REST framework asks Latchkey about every request (RFC 7662).

In settings.py:

    REST_FRAMEWORK = {"DEFAULT_AUTHENTICATION_CLASSES": ["latchkey.LatchkeyAuthentication"]}
    LATCHKEY_URL = "https://latchkey.example.com"
    LATCHKEY_TOKEN = os.environ["LATCHKEY_TOKEN"]  # one with the permission tokens.introspect
"""

import json
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

from django.conf import settings
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import APIException, AuthenticationFailed


class TokensUnavailable(APIException):
    status_code = 503
    default_detail = "Tokens cannot be checked right now."


class Caller:
    """Who a token speaks for: what your views find in request.user."""

    is_authenticated = True

    def __init__(self, claims):
        self.id = claims["sub"]
        self.username = claims["username"]
        self.organization_id = claims["organization_id"]
        self.permissions = claims["scope"].split()
        self.visibility_groups = claims["visibility_groups"]

    def has_perm(self, permission):
        return permission in self.permissions


class LatchkeyAuthentication(BaseAuthentication):
    def authenticate(self, request):
        scheme, _, token = get_authorization_header(request).decode("latin-1").partition(" ")
        if scheme.lower() not in ("token", "bearer"):
            return None
        # Django has decoded the path: encoded again, it is one that Latchkey reads as Django does.
        path = quote(request.path, safe="/:@!$&'()*+,=~")
        claims = self.introspect(token.strip(), request.method, path)
        if claims.get("active") is not True:
            raise AuthenticationFailed("This token is not valid.")
        return Caller(claims), token

    def authenticate_header(self, request):
        return "Token"

    def introspect(self, token, method, path):
        question = Request(
            settings.LATCHKEY_URL + "/oauth/introspect",
            data=urlencode({"token": token, "method": method, "path": path}).encode(),
            headers={"Authorization": "Bearer " + settings.LATCHKEY_TOKEN},
        )
        try:
            with urlopen(question, timeout=5) as answer:
                return json.load(answer)
        except OSError as error:
            raise TokensUnavailable() from error
