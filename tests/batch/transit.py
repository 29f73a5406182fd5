"""A small server that speaks the part of HashiCorp Vault's transit API that Veil uses, over HTTP or TLS.

As Vault does, it answers encrypt, decrypt and rewrap under /v1/<mount>/ for a valid X-Vault-Token and, where one is set,
X-Vault-Namespace; ciphertexts are "vault:v<version>:<Base64>" and open under the key that made them alone.
"""
import base64
import hashlib
import hmac
import http.server
import json
import os
import ssl
import subprocess
import threading


class Transit:
    """The state behind the server: keys by name, each a list of versions."""

    def __init__(self, token="s.invented", namespace=None, mount="transit"):
        self.token, self.namespace, self.mount = token, namespace, mount
        self.keys = {}
        self.requests = []  # (path, headers, body) as they came
        self.failures = []  # statuses to answer with before anything else; None: close the connection
        self.answer = None  # bytes to answer with instead

    def make_key(self, name):
        self.keys.setdefault(name, []).append(os.urandom(32))

    def encrypt(self, name, plaintext):
        return self._seal(name, len(self.keys[name]), plaintext)

    def decrypt(self, name, ciphertext):
        version, sealed = self._parts(ciphertext)
        if version > len(self.keys[name]):
            raise ValueError
        key, nonce, tag, box = self.keys[name][version - 1], sealed[:16], sealed[16:48], sealed[48:]
        if not hmac.compare_digest(tag, hmac.digest(key, nonce + box, "sha256")):
            raise ValueError
        return self._mask(key, nonce, box)

    def rewrap(self, name, ciphertext):
        return self.encrypt(name, self.decrypt(name, ciphertext))

    def _seal(self, name, version, plaintext):
        key, nonce = self.keys[name][version - 1], os.urandom(16)
        box = self._mask(key, nonce, plaintext)
        sealed = nonce + hmac.digest(key, nonce + box, "sha256") + box
        return f"vault:v{version}:{base64.b64encode(sealed).decode()}"

    @staticmethod
    def _mask(key, nonce, data):
        stream = hashlib.shake_256(key + nonce).digest(len(data))
        return bytes(a ^ b for a, b in zip(data, stream))

    @staticmethod
    def _parts(ciphertext):
        prefix, version, text = ciphertext.split(":")
        if prefix != "vault" or version[0] != "v":
            raise ValueError
        return int(version[1:]), base64.b64decode(text, validate=True)


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        transit = self.server.transit
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        transit.requests.append((self.path, dict(self.headers), body))
        if transit.failures:
            status = transit.failures.pop(0)
            if status is None:
                self.close_connection = True
                return
            self.say(status, {"errors": ["asked for"]})
            return
        if transit.answer is not None:
            self.say_bytes(200, transit.answer)
            return
        self.say(*self.act(transit, body))

    def act(self, transit, body):
        if not hmac.compare_digest(self.headers.get("X-Vault-Token", ""), transit.token):
            return 403, {"errors": ["permission denied"]}
        if transit.namespace is not None and self.headers.get("X-Vault-Namespace") != transit.namespace:
            return 404, {"errors": ["no handler for route"]}
        parts = self.path.split("/")
        if parts[:2] != ["", "v1"] or "/".join(parts[2:-2]) != transit.mount:
            return 404, {"errors": ["no handler for route"]}
        verb, name = parts[-2:]
        if name not in transit.keys:
            return 400, {"errors": ["encryption key not found"]}
        try:
            asked = json.loads(body)
            if verb == "encrypt":
                plain = base64.b64decode(asked["plaintext"], validate=True)
                return 200, {"data": {"ciphertext": transit.encrypt(name, plain), "key_version": len(transit.keys[name])}}
            if verb == "decrypt":
                plain = transit.decrypt(name, asked["ciphertext"])
                return 200, {"data": {"plaintext": base64.b64encode(plain).decode()}}
            if verb == "rewrap":
                return 200, {"data": {"ciphertext": transit.rewrap(name, asked["ciphertext"])}}
        except (ValueError, KeyError):
            # Vault's own errors may quote the request.
            return 400, {"errors": ["cipher: message authentication failed", body.decode("latin-1")]}
        return 404, {"errors": ["no handler for route"]}

    def say(self, status, answer):
        self.say_bytes(status, json.dumps(answer).encode())

    def say_bytes(self, status, data):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments):
        pass


class Server:
    """Runs while it is entered; with a certificate it speaks TLS."""

    def __init__(self, transit, certificate=None, key=None):
        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.http.transit = transit
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate, key)
            self.http.socket = context.wrap_socket(self.http.socket, server_side=True, do_handshake_on_connect=False)
        self.scheme = "https" if certificate else "http"

    @property
    def address(self):
        return f"{self.scheme}://127.0.0.1:{self.http.server_address[1]}"

    def __enter__(self):
        threading.Thread(target=self.http.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *what):
        self.http.shutdown()
        self.http.server_close()


def certificate(folder, name="server", names="IP:127.0.0.1"):
    """A certificate that signs itself, and its key."""
    cert, key = folder / f"{name}.pem", folder / f"{name}.key"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=invented",
                    "-addext", f"subjectAltName={names}", "-keyout", key, "-out", cert], check=True,
                   stderr=subprocess.DEVNULL)
    return cert, key
