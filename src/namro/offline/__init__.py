"""The agency's work without a network: the list kept on the phone under a passphrase, drafts sent once."""
