"""Traces as a collector gets them by OTLP/HTTP, read with OpenTelemetry's own definition of the format."""

import base64
import os
import re
import secrets
import socket
import subprocess
import threading
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from export_support import Client, Server, quorum_binary, wait_for
from google.protobuf import json_format
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span, Status
from storage_support import Storage
from test_webhooks import Receiver, cut, start


class Collector:
    """Keeps what is sent to it, answering with `status` and a body of so many bytes."""

    def __init__(self, status: int = 200, length: int = 2):
        self.status, self.length, self.texts, self.headers = status, length, [], []
        collector = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                assert self.path == "/v1/traces" and self.headers["Content-Type"] == "application/json"
                collector.headers.append(dict(self.headers))
                collector.texts.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
                self.send_response(collector.status)
                self.send_header("Content-Length", str(collector.length))
                self.end_headers()
                self.wfile.write(b"{}".ljust(collector.length))

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self) -> "Collector":
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    @property
    def requests(self) -> list[ExportTraceServiceRequest]:
        """OTLP's JSON is that of protobuf but for ids, which are in hexadecimal."""
        def as_protobuf(match: re.Match) -> str:
            return f'"{match[1]}":"{base64.b64encode(bytes.fromhex(match[2])).decode()}"'

        return [
            json_format.Parse(
                re.sub(r'"(traceId|spanId|parentSpanId)":"([0-9a-f]*)"', as_protobuf, text),
                ExportTraceServiceRequest())
            for text in self.texts]

    @property
    def spans(self) -> list[Span]:
        return [
            span for request in self.requests for resource in request.resource_spans
            for scope in resource.scope_spans for span in scope.spans]

    def wait(self, name: str) -> Span:
        return wait_for(lambda: next((span for span in self.spans if span.name == name), None), f"the span {name}")


def attributes(span: Span) -> dict:
    return {one.key: getattr(one.value, one.value.WhichOneof("value")) for one in span.attributes}


def options(collector: Collector) -> list[str]:
    return ["--otlp-endpoint", collector.url]


def traced(visitor: Client, path: str, flags: str = "01") -> tuple[bytes, bytes]:
    """Makes a request that is part of a trace."""
    trace, parent = secrets.token_bytes(16), secrets.token_bytes(8)
    visitor.call("GET", path, headers={"traceparent": f"00-{trace.hex()}-{parent.hex()}-{flags}"})
    return trace, parent


def test_a_request_goes_on_with_the_trace_it_is_part_of(tmp_path, database):
    data = tmp_path / "data"
    environment = {"OTEL_SERVICE_NAME": "labels", "OTEL_EXPORTER_OTLP_HEADERS": "api-key=a%20b"}
    with Collector() as collector:
        server = Server(data, [*options(collector), "--log-level", "info", *database], environment)
        with server as visitor:
            admin, root = start(visitor, data)
            name = "GET /api/v1/projects/{project}/tasks"
            trace, parent = traced(admin, f"{root}/tasks?limit=7")
            span = collector.wait(name)
            assert (span.trace_id, span.parent_span_id, span.kind) == (trace, parent, Span.SPAN_KIND_SERVER)
            assert 0 < span.end_time_unix_nano - span.start_time_unix_nano < 10e9
            assert abs(span.start_time_unix_nano - time.time_ns()) < 60e9
            assert span.status.code == Status.STATUS_CODE_UNSET
            shown = attributes(span)
            assert shown["http.route"] == "/api/v1/projects/{project}/tasks"
            assert (shown["http.request.method"], shown["http.response.status_code"]) == ("GET", 200)
            # What it did in the database is part of it.
            own = [one for one in collector.spans if one.parent_span_id == span.span_id]
            assert own and {one.trace_id for one in own} == {trace}
            assert {one.kind for one in own} == {Span.SPAN_KIND_CLIENT}
            assert "store tasks" in {one.name for one in own}, own
            for one in own:
                assert attributes(one)["db.system.name"] == ("postgresql" if database else "sqlite")
                assert span.start_time_unix_nano <= one.start_time_unix_nano <= one.end_time_unix_nano
            # One that is part of nothing begins a trace.
            assert collector.wait("POST /api/v1/projects").parent_span_id == b""
        # A stop waits for the last of them.
        resource = collector.requests[0].resource_spans[0].resource
        assert attributes(resource)["service.name"] == "labels"
        assert collector.headers[0]["api-key"] == "a b"
        log = (tmp_path / "data.log").read_text()
        assert f"trace_id={trace.hex()}" in log and f"span_id={span.span_id.hex()}" in log
        # Nothing of people: no query, no name, no address, no browser, no token, not even as another part of a trace.
        everything = "".join(collector.texts)
        for secret in ("limit=7", "lead", "Mood", "127.0.0.1", "Python-urllib", admin.token, "/api/v1/projects/1"):
            assert secret not in everything, secret


def test_a_stop_sends_the_last_spans(tmp_path):
    with Collector() as collector:
        with Server(tmp_path / "data", options(collector)) as visitor:
            trace, _ = traced(visitor, "/readyz")
        assert trace in {span.trace_id for span in collector.spans}


def test_jobs_and_webhooks_are_traced(tmp_path):
    data = tmp_path / "data"
    with Collector() as collector, Receiver() as receiver:
        with Server(data, [*options(collector), "--private-webhooks"]) as visitor:
            admin, root = start(visitor, data)
            admin.call("POST", f"{root}/webhooks", {"url": f"{receiver.url}?key=geheim", "events": ["job.done"]})
            cut(admin, root)
            job = collector.wait("job chunk")
            about = attributes(job)
            assert (about["quorum.job.kind"], about["quorum.job.attempt"]) == ("chunk", 1)
            assert about["quorum.job.outcome"] == "done" and job.parent_span_id == b""
            steps = {span.name for span in collector.spans if span.parent_span_id == job.span_id}
            assert "store completeChunking" in steps, steps
            ((_, headers, _),) = receiver.wait(1)
            message = collector.wait("webhook")
            call = wait_for(
                lambda: next((one for one in collector.spans if one.parent_span_id == message.span_id
                              and one.name == "POST"), None), "the call")
            names = {name.lower(): value for name, value in headers.items()}
            assert names["traceparent"] == f"00-{message.trace_id.hex()}-{call.span_id.hex()}-01"
            assert attributes(call)["http.response.status_code"] == 204
        assert "geheim" not in "".join(collector.texts) and "/hook" not in "".join(collector.texts)


def test_a_storage_is_asked_within_the_trace(tmp_path):
    data = tmp_path / "data"
    with Collector() as collector, Storage(tmp_path / "storage") as storage:
        environment = storage.environment
        with Server(data, [*options(collector), "--media", "s3://quorum"], environment) as visitor:
            admin, root = start(visitor, data)
            cut(admin, root)
            upload = collector.wait("POST /api/v1/projects/{project}/sources")
            puts = [span for span in collector.spans if span.trace_id == upload.trace_id and span.name == "PUT"]
            assert puts and attributes(puts[0])["http.response.status_code"] == 200
            assert attributes(puts[0])["server.port"] == storage.ports["s3"]


@pytest.mark.parametrize(("sampler", "flags", "is_sent"), [
    ({}, "00", False), ({"OTEL_TRACES_SAMPLER": "always_on"}, "00", True),
    ({"OTEL_TRACES_SAMPLER": "traceidratio", "OTEL_TRACES_SAMPLER_ARG": "0"}, "01", False),
    ({"OTEL_TRACES_SAMPLER": "parentbased_traceidratio", "OTEL_TRACES_SAMPLER_ARG": "0"}, "01", True),
])
def test_only_some_traces_are_recorded(tmp_path, sampler, flags, is_sent):
    with Collector() as collector:
        with Server(tmp_path / "data", options(collector), sampler) as visitor:
            trace, _ = traced(visitor, "/readyz", flags)
        assert (trace in {span.trace_id for span in collector.spans}) == is_sent


def figure(admin: Client, name: str) -> int:
    request = urllib.request.Request(f"{admin.base}/metrics", headers={"Authorization": f"Bearer {admin.token}"})
    with urllib.request.urlopen(request) as answer:
        return int(re.search(rf"^{name} (\d+)$", answer.read().decode(), re.MULTILINE)[1])


def test_spans_that_nobody_takes_are_counted(tmp_path):
    data = tmp_path / "data"
    with Collector(400) as collector, Server(data, options(collector)) as visitor:
        admin, _ = start(visitor, data)
        wait_for(lambda: figure(admin, "quorum_spans_dropped_total") > 0, "spans to be dropped")
        assert figure(admin, "quorum_spans_sent_total") == 0
        collector.status = 200
        wait_for(lambda: figure(admin, "quorum_spans_sent_total") > 0, "spans to be sent")


def test_spans_are_sent_once_however_long_the_answer(tmp_path):
    with Collector(length=100_000) as collector, Server(tmp_path / "data", options(collector)) as visitor:
        traced(visitor, "/healthz")
        wait_for(lambda: collector.texts, "a span")
        time.sleep(2)
        ids = [span.span_id for span in collector.spans]
    assert len(set(ids)) == len(ids) > 0


def test_headers_that_are_wrong_are_named_and_not_shown(tmp_path):
    environment = os.environ | {"OTEL_EXPORTER_OTLP_HEADERS": "Authorization: Basic U0VDUkVUS0VZ=="}
    command = [quorum_binary(), "serve", "--data", str(tmp_path / "data"), "--port", "0", "--otlp-endpoint", "http://127.0.0.1:9"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode != 0 and "OTEL_EXPORTER_OTLP_HEADERS" in done.stderr
    assert "U0VDUkVUS0VZ" not in done.stdout + done.stderr


def test_a_collector_that_is_silent_holds_up_nobody(tmp_path):
    data = tmp_path / "data"
    with socket.socket() as hole:
        hole.bind(("127.0.0.1", 0))
        hole.listen(1)
        with Server(data, ["--otlp-endpoint", f"http://127.0.0.1:{hole.getsockname()[1]}"]) as visitor:
            start(visitor, data)
            begin = time.monotonic()
            for _ in range(300):
                visitor.call("GET", "/readyz")
            assert time.monotonic() - begin < 10
            begin = time.monotonic()
        assert time.monotonic() - begin < 8
    assert "Spans were dropped" in (tmp_path / "data.log").read_text()


def test_without_a_collector_nothing_is_passed_on(tmp_path):
    data = tmp_path / "data"
    with Receiver() as receiver, Server(data, ["--private-webhooks"]) as visitor:
        admin, root = start(visitor, data)
        admin.call("POST", f"{root}/webhooks", {"url": receiver.url, "events": ["job.done"]})
        cut(admin, root)
        ((_, headers, _),) = receiver.wait(1)
        assert "traceparent" not in {name.lower() for name in headers}
