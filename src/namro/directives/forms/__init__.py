"""Forms of documents and drafts."""
