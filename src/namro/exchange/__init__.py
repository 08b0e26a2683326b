"""Documents as packages for other offices' systems, and back: edXML-shaped, without a claim to conform."""
