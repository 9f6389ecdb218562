"""Compares the locked packages with the known vulnerabilities, by pip-audit; exit code 1 if there are any.

Exit code 2 means that not everything could be checked. pip-audit itself says "No known vulnerabilities found" also
where it could look up nothing, as with a package index that has no such data.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

FOUND, UNCHECKED = 1, 2
NO_DATA = "no vulnerability data could be reached, so nothing was checked: run this with access to the internet"
SERVICES = ("pypi", "osv")


def main() -> int:
    """Audit the lock named on the command line."""
    packages = next((found for service in SERVICES if (found := audited(Path(sys.argv[1]), service))), [])
    print("\n".join(report(packages)))
    return code(packages)


def audited(lock: Path, service: str) -> list[dict[str, Any]]:
    """What pip-audit says about each package of a lock; nothing if the service knows none of them."""
    with tempfile.NamedTemporaryFile(suffix=".json") as output:
        options = (
            "--vulnerability-service",
            service,
            "--disable-pip",
            "--format",
            "json",
            "--output",
            output.name,
        )
        command = [sys.executable, "-m", "pip_audit", "--requirement", str(lock), *options]
        subprocess.run(command, capture_output=True, check=False)
        text = Path(output.name).read_text(encoding="utf-8")
    packages: list[dict[str, Any]] = json.loads(text)["dependencies"] if text else []
    return packages if any("skip_reason" not in each for each in packages) else []


def code(packages: Sequence[Mapping[str, Any]]) -> int:
    """The exit code for what was found."""
    if any(package.get("vulns") for package in packages):
        return FOUND
    return UNCHECKED if not packages or any("skip_reason" in package for package in packages) else 0


def report(packages: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """What was found, line by line."""
    if not packages:
        yield NO_DATA
        return
    unchecked = [package["name"] for package in packages if "skip_reason" in package]
    vulnerable = [package for package in packages if package.get("vulns")]
    for package in vulnerable:
        for each in package["vulns"]:
            fixed = ", ".join(each["fix_versions"]) or "no version yet"
            yield f"{package['name']} {package['version']}: {each['id']}, fixed in {fixed}"
    checked = len(packages) - len(unchecked)
    yield f"{checked} packages checked, {len(vulnerable)} with known vulnerabilities"
    if unchecked:
        yield f"not checked: {', '.join(unchecked)}"


if __name__ == "__main__":
    sys.exit(main())
