"""From a page that was turned upright and made straight back to the page as it lay."""

from __future__ import annotations

import math


def unturned(
    box: tuple[float, float, float, float], width: float, height: float, quarters: int, skew: float
) -> tuple[float, float, float, float]:
    """A box of a page that was turned and made straight, on the page as it was; `width` and `height` are of the turned
    page. Returns shares of the page's width and height."""
    left, top, right, bottom = box
    if skew:
        angle = math.radians(skew)
        x, y = (left + right) / 2 - width / 2, (top + bottom) / 2 - height / 2
        # The picture was turned counter-clockwise by `skew`; the way back is clockwise, with y downwards.
        moved_x = x * math.cos(angle) - y * math.sin(angle) - x
        moved_y = x * math.sin(angle) + y * math.cos(angle) - y
        left, right, top, bottom = left + moved_x, right + moved_x, top + moved_y, bottom + moved_y
    left, right, top, bottom = left / width, right / width, top / height, bottom / height
    if quarters == 1:
        return top, 1 - right, bottom, 1 - left
    if quarters == 2:
        return 1 - right, 1 - bottom, 1 - left, 1 - top
    if quarters == 3:
        return 1 - bottom, left, 1 - top, right
    return left, top, right, bottom
