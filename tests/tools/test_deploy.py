"""The headers for hosts: the same set, whichever host serves the site."""

from __future__ import annotations

import json
import re

from tests.conftest import ROOT

FOLDER = ROOT / "deploy" / "headers"
# What CloudFront calls the headers that it has fields for.
AMAZON = {
    "ContentSecurityPolicy": "Content-Security-Policy",
    "StrictTransportSecurity": "Strict-Transport-Security",
    "ContentTypeOptions": "X-Content-Type-Options",
    "ReferrerPolicy": "Referrer-Policy",
}
AMAZON_VALUES = {"AccessControlMaxAgeSec": "max-age={}", "ContentSecurityPolicy": "{}", "ReferrerPolicy": "{}"}


def netlify() -> dict[str, str]:
    every_page = (FOLDER / "_headers").read_text().partition("\n/pagefind")[0]
    return dict(re.findall(r"^  ([\w-]+): (.+)$", every_page, re.MULTILINE))


def amazon() -> dict[str, str]:
    policy = json.loads((FOLDER / "cloudfront.json").read_text())
    found = {}
    for name, fields in policy["SecurityHeadersConfig"].items():
        assert fields.pop("Override")
        (value,) = [AMAZON_VALUES[key].format(value) for key, value in fields.items()] or ["nosniff"]
        found[AMAZON[name]] = value
    items = policy["CustomHeadersConfig"]["Items"]
    assert policy["CustomHeadersConfig"]["Quantity"] == len(items)
    return found | {item["Header"]: item["Value"] for item in items}


def test_every_host_sends_the_same_headers() -> None:
    wanted = netlify()
    assert len(wanted) == 7
    nginx = re.findall(r'^add_header ([\w-]+) "(.+)" always;$', (FOLDER / "nginx.conf").read_text(), re.MULTILINE)
    apache = re.findall(r'^Header always set ([\w-]+) "(.+)"$', (FOLDER / "htaccess").read_text(), re.MULTILINE)
    assert dict(nginx) == dict(apache) == amazon() == wanted
