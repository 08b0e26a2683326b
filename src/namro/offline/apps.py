"""The app's name."""

from __future__ import annotations

from django.apps import AppConfig


class OfflineConfig(AppConfig):
    """Work without a network."""

    name = "namro.offline"
    label = "offline"
