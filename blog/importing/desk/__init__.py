"""Imports that staff ask for in the admin: the same readers, writers and report as the commands, run by the worker."""
