"""An API in FastAPI behind the documentation's dependency."""

from fastapi import Depends, FastAPI
from latchkey import latchkey

app = FastAPI()


@app.get("/reports/{id}")
def report(id: str, caller: dict = Depends(latchkey("reports:read"))):
    return caller
