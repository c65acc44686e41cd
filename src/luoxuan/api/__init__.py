"""The interface for programs at /api/v1: assembly only, each app brings its operations (OpenAPI)."""
