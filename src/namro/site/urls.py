"""All addresses of the site."""

from django.conf import settings
from django.urls import include, path

from namro.site import views

urlpatterns = [
    path("healthz/live", views.live, name="live"),
    path("healthz/ready", views.ready, name="ready"),
    path("appearance/", views.appearance, name="appearance"),
    path("administration/", views.administration, name="administration"),
    path("", include("namro.desk.urls")),
    path("", include("namro.access.sign_in_urls")),
    path("", include("namro.access.urls")),
    path("", include("namro.agencies.urls")),
    path("", include("namro.workdays.urls")),
    path("", include("namro.directives.urls")),
    path("", include("namro.tasks.urls")),
    path("", include("namro.life.urls")),
    path("", include("namro.exchange.urls")),
    path("", include("namro.workbooks.urls")),
    path("", include("namro.signing.urls")),
    path("", include("namro.reminders.urls")),
    path("", include("namro.papers.urls")),
    path("", include("namro.programs.urls")),
    path("api/v1/", include("namro.api.urls")),
    path("", include("namro.offline.urls")),
    path("", include("namro.help.urls")),
    path("", include("namro.audit.urls")),
]
if settings.DEBUG:
    urlpatterns.append(path("styleguide/", views.styleguide, name="styleguide"))

handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler429 = views.too_many
handler500 = views.failed
