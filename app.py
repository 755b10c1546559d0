"""The composition root: creates the Chalice app and registers every blueprint and middleware."""

from chalice.app import Chalice

from functions import platform
from functions.http import carry_request

app = Chalice(app_name="padan")
app.register_middleware(carry_request, "http")
for blueprint in (platform.blueprint,):
    app.register_blueprint(blueprint)
