"""Workbooks that people fill in and bring back: the register's, an agency's, an office's old one."""
