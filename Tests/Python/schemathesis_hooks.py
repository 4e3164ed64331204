"""Tells schemathesis of media types that it does not know; test_openapi.py names this file in SCHEMATHESIS_HOOKS."""

import schemathesis

schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")
