"""Runs the documentation's FastAPI dependency, with stand-ins for what it imports of FastAPI."""

import json
import os
import sys
from types import ModuleType, SimpleNamespace


class HTTPException(Exception):
    def __init__(self, status_code, detail, headers):
        self.status_code, self.headers = status_code, headers


fastapi = ModuleType("fastapi")
fastapi.HTTPException, fastapi.Request = HTTPException, SimpleNamespace
sys.modules["fastapi"] = fastapi

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../web/pages/docs/snippets/fastapi"))
from latchkey import latchkey  # noqa: E402

request = SimpleNamespace(
    method="GET",
    headers={"authorization": os.environ["AUTHORIZATION"]},
    scope={"path": "/reports/42"},
)
try:
    print(json.dumps({"username": latchkey("reports:read")(request)["username"]}))
except HTTPException as error:
    print(json.dumps({"status": error.status_code, "challenge": error.headers.get("WWW-Authenticate")}))
