"""Writes signatures.json: requests signed by botocore 1.44.5, the library of AWS's own Python SDK.

    pip install botocore==1.44.5 && python Tests/MediaStorageTests/Fixtures/make.py
"""

import datetime
import json
from pathlib import Path
from unittest import mock

import botocore.auth
import botocore.awsrequest
import botocore.credentials

NOW = datetime.datetime(2026, 3, 1, 9, 30, 15)
HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
CASES = [
    ("GET", "http://127.0.0.1:8333", "/bucket/media/17/5-1/chunk-00000.flac", [], [("Range", "bytes=0-99")], None),
    ("PUT", "https://s3.eu-central-1.amazonaws.com", "/bucket/a b+c~d/é=1&2.txt", [], [], None),
    ("GET", "https://storage.example", "/bucket",
     [("list-type", "2"), ("prefix", "blobs/ab"), ("continuation-token", "1/+= ü"), ("delimiter", "")], [], None),
    ("POST", "http://[::1]:9000", "/bucket/x", [("uploads", "")], [], "a session/token+=="),
    ("DELETE", "http://localhost:8333", "/bucket/x", [("uploadId", "A.b-c_d~e")], [], None),
]


def quoted(text: str, safe: str = "") -> str:
    return botocore.auth.quote(text, safe=safe + "-_.~")


def main() -> None:
    written = []
    for region in ("us-east-1", "eu-central-1"):
        for method, origin, path, query, headers, token in CASES:
            written.append(case(region, method, origin, path, query, headers, token))
    place = Path(__file__).with_name("signatures.json")
    place.write_text(json.dumps(written, indent=1, ensure_ascii=False) + "\n")


def case(region, method, origin, path, query, headers, token) -> dict:
    credentials = botocore.credentials.Credentials("AKIAEXAMPLE", "secret/+key", token)
    url = origin + quoted(path, "/")
    if query:
        url += "?" + "&".join(f"{quoted(name)}={quoted(value)}" for name, value in query)
    with mock.patch.object(botocore.auth, "get_current_datetime", lambda remove_tzinfo=True: NOW):
        request = botocore.awsrequest.AWSRequest(method, url, headers=dict(headers))
        request.context["payload_signing_enabled"] = True
        signer = botocore.auth.S3SigV4Auth(credentials, "s3", region)
        with mock.patch.object(signer, "payload", lambda request: HASH):
            signer.add_auth(request)
        link = botocore.awsrequest.AWSRequest(method, url, headers=dict(headers))
        botocore.auth.S3SigV4QueryAuth(credentials, "s3", region, expires=300).add_auth(link)
    return {
        "region": region, "method": method, "host": origin.split("://")[1], "path": path, "query": query,
        "headers": headers, "token": token, "payload": HASH, "time": NOW.isoformat() + "Z",
        "authorization": request.headers["Authorization"],
        "link_signature": link.url.partition("X-Amz-Signature=")[2],
    }


main()
