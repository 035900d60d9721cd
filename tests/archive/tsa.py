"""Time-stamping authorities of the tests' own, run with the openssl program; nothing leaves this computer."""

import subprocess
from pathlib import Path

CONFIG = """
[tsa]
default_tsa = own
[own]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
[stamping]
basicConstraints = CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[req]
distinguished_name = name
[name]
"""


class Tsa:
    """An authority with a root certificate and one for stamping; `pem` holds both, as one would pin them."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.name = folder / name, name
        self.folder.mkdir()
        (self.folder / "config").write_text(CONFIG.format(folder=self.folder))
        (self.folder / "serial").write_text("01\n")
        self._certificate("root", f"/CN={name} root", "-x509", "-extensions", "root")
        self._certificate(
            "own", f"/CN={name}", "-x509", "-extensions", "stamping", "-CA", "root.pem", "-CAkey", "root.key"
        )
        self.pem = (self.folder / "own.pem").read_bytes() + (self.folder / "root.pem").read_bytes()

    def reply(self, request: bytes, *extra: str) -> bytes:
        """The reply to a request (DER)."""
        (self.folder / "in.tsq").write_bytes(request)
        self._run(
            "ts", "-reply", "-config", "config", "-queryfile", "in.tsq", "-signer", "own.pem", "-inkey", "own.key",
            "-out", "out.tsr", *extra,
        )  # fmt: skip
        return (self.folder / "out.tsr").read_bytes()

    def holds(self, reply: bytes, data: bytes) -> bool:
        """What openssl says of a reply as a stamp of this authority over data."""
        (self.folder / "data").write_bytes(data)
        (self.folder / "check.tsr").write_bytes(reply)
        done = self._run(
            "ts", "-verify", "-data", "data", "-in", "check.tsr", "-CAfile", "root.pem", "-untrusted", "own.pem",
            check=False,
        )  # fmt: skip
        return done.returncode == 0

    def _certificate(self, name: str, subject: str, *extra: str) -> None:
        self._run(
            "req", "-config", "config", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key", "-subj", subject,
            "-days", "2", "-out", f"{name}.pem", *extra,
        )  # fmt: skip

    def _run(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(["openssl", *words], cwd=self.folder, check=check, capture_output=True, timeout=60)
