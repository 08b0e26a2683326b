"""What can be asked about documents and drafts."""
