"""FastAPI asks Latchkey about every request (RFC 7662).

    @app.get("/reports/{id}")
    def report(id: str, caller: dict = Depends(latchkey("reports:read"))): ...

LATCHKEY_URL is such as https://latchkey.example.com; LATCHKEY_TOKEN one with the permission tokens.introspect.
"""

import json
import os
import re
from urllib.parse import quote, urlencode
from urllib.request import Request as Question
from urllib.request import urlopen

from fastapi import HTTPException, Request


def latchkey(permission=None):
    # Not async: FastAPI runs it in a thread of its own, where waiting holds up nobody.
    def caller(request: Request):
        presented = re.fullmatch(r"(?i:Bearer) +(\S+)", request.headers.get("authorization", ""))
        if not presented:
            raise HTTPException(401, "Present a token.", {"WWW-Authenticate": "Bearer"})
        # FastAPI finds routes by the decoded path: encoded again, it is one that Latchkey reads as FastAPI does.
        path = quote(request.scope["path"], safe="/:@!$&'()*+,=~")
        claims = introspect(presented[1], request.method, path)
        if claims.get("active") is not True:
            raise HTTPException(401, "This token is not valid.", {"WWW-Authenticate": 'Bearer error="invalid_token"'})
        if permission and permission not in claims["scope"].split():
            challenge = f'Bearer error="insufficient_scope", scope="{permission}"'
            raise HTTPException(403, f"This needs the permission {permission}.", {"WWW-Authenticate": challenge})
        return claims

    return caller


def introspect(token, method, path):
    question = Question(
        os.environ["LATCHKEY_URL"] + "/oauth/introspect",
        data=urlencode({"token": token, "method": method, "path": path}).encode(),
        headers={"Authorization": "Bearer " + os.environ["LATCHKEY_TOKEN"]},
    )
    try:
        # Not cached: a token that was revoked a moment ago is refused now.
        with urlopen(question, timeout=5) as answer:
            return json.load(answer)
    except OSError as error:
        raise HTTPException(503, "Tokens cannot be checked right now.", {"Retry-After": "5"}) from error
