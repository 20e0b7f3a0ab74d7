"""Pages and API: what a store tells, for readers and for programs. ``app.create_app`` makes the application."""
