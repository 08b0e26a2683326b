"""The tree of agencies, their names and successors through time; people, posts and roles."""
