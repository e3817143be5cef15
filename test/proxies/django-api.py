"""An API in Django that says which endpoint it serves: X-Served. Usage: django-api.py PORT"""

import sys
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import re_path

settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["*"],
    MIDDLEWARE=["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"],
)


def serves(route):
    def view(request, **_):
        response = HttpResponse()
        response["X-Served"] = f"{request.method} {route}"
        return response

    return view


urlpatterns = [
    re_path(r"^$", serves("/")),
    re_path(r"^v1/reports/?$", serves("/v1/reports")),
    re_path(r"^v1/reports/(?P<id>[^/]+)/?$", serves("/v1/reports/{id}")),
    re_path(r"^v1/reports/(?P<id>[^/]+)/rows/?$", serves("/v1/reports/{id}/rows")),
    re_path(r"^v1/admin(?P<below>/.*)?$", serves("/v1/admin")),
]


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 128


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


make_server("127.0.0.1", int(sys.argv[1]), get_wsgi_application(), Server, Quiet).serve_forever()
