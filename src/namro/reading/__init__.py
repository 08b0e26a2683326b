"""From a document's bytes to a Directive: what is to be done, by whom, by when, each with its words in the text."""

from namro.reading.errors import CannotRead
from namro.reading.model import Directive
from namro.reading.reader import read, read_source
from namro.reading.sources import Limits, Secret
from namro.reading.stretch import read_stretch

__all__ = ["CannotRead", "Directive", "Limits", "Secret", "read", "read_source", "read_stretch"]
