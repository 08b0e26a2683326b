"""Pages of workbooks."""
