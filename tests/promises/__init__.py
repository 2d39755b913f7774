"""The seven promises of docs/architecture.md: a file for each, with the tests that fail when it is broken."""
