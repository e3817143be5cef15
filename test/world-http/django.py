"""Runs the documentation's authentication class, with stand-ins for what it imports of Django."""

import json
import os
import sys
from types import ModuleType, SimpleNamespace


def module(name, **members):
    made = ModuleType(name)
    made.__dict__.update(members)
    sys.modules[name] = made


class APIException(Exception):
    pass


class AuthenticationFailed(APIException):
    pass


module("django")
module("django.conf", settings=SimpleNamespace(**{key: os.environ[key] for key in ("LATCHKEY_URL", "LATCHKEY_TOKEN")}))
module("rest_framework")
module(
    "rest_framework.authentication",
    BaseAuthentication=object,
    get_authorization_header=lambda request: os.environ["AUTHORIZATION"].encode(),
)
module("rest_framework.exceptions", APIException=APIException, AuthenticationFailed=AuthenticationFailed)

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../web/pages/docs/snippets/django"))
from latchkey import LatchkeyAuthentication  # noqa: E402

try:
    found = LatchkeyAuthentication().authenticate(SimpleNamespace(method="GET", path="/reports/42"))
    caller = found and {
        "username": found[0].username,
        "reads": found[0].has_perm("reports:read"),
        "administers": found[0].has_perm("tokens.introspect"),
    }
    print(json.dumps(caller))
except APIException as error:
    print(json.dumps({"error": type(error).__name__}))
