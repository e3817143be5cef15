"""An API in Django REST framework with the documentation's authentication class. Usage: django_api.py PORT"""

import os
import sys
from wsgiref.simple_server import WSGIRequestHandler, make_server

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import path

settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["*"],
    SECRET_KEY="of no use here",
    REST_FRAMEWORK={
        "DEFAULT_AUTHENTICATION_CLASSES": ["latchkey.LatchkeyAuthentication"],
        "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
        "UNAUTHENTICATED_USER": None,
    },
    LATCHKEY_URL=os.environ["LATCHKEY_URL"],
    LATCHKEY_TOKEN=os.environ["LATCHKEY_TOKEN"],
)
application = get_wsgi_application()

from rest_framework.permissions import BasePermission  # noqa: E402
from rest_framework.response import Response  # noqa: E402
from rest_framework.views import APIView  # noqa: E402


class MayRead(BasePermission):
    def has_permission(self, request, view):
        return request.user is not None and request.user.has_perm("reports:read")


class Report(APIView):
    permission_classes = [MayRead]

    def get(self, request, id):
        return Response({"username": request.user.username, "visibility_groups": request.user.visibility_groups})


urlpatterns = [path("reports/<id>", Report.as_view())]


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


make_server("127.0.0.1", int(sys.argv[1]), application, handler_class=Quiet).serve_forever()
