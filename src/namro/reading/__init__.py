"""From a document's bytes to a Directive: what is to be done, by whom, by when, each with its words in the text."""
