"""The console: what admins do in a browser. Plain pages and forms; nothing here needs a script."""
