"""A small model server as a process of its own: it speaks the OpenAI chat interface and truly reads the passage.

Its model is a handful of patterns. It copies words from the passage it was sent, and knows nothing else.
Run: python model_server.py PORTFILE [--no-forms] (--no-forms: answers 400 to a response_format, as older servers do).
"""

import json
import re
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

SENTENCE = re.compile(r"[^.。\n]+[.。]")
NUMBER = re.compile(r"(?:more than |about )?(?P<digits>\d[\d,]*)(?P<counted> [a-z]+)?(?:여 ?명|多?人)?")
EMPTY: dict[str, object] = {
    "number": None, "counted": None, "act": None, "name_type": None, "victim": None, "actor": None, "speaker": None,
    "via": [], "place": [], "when": None, "modality": "reported",
}  # fmt: skip


def claims_of(passage: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for sentence in SENTENCE.finditer(passage):
        quote = sentence[0].strip()
        for number in NUMBER.finditer(quote):
            digits = int(number["digits"].replace(",", ""))
            if 1900 <= digits <= 2100:
                continue
            counted = (number["counted"] or "").strip() or None
            given = {"words": number[0].strip(), "number": digits, "counted": counted, "act": "repatriated"}
            found.append({**EMPTY, "kind": "figure", "quote": quote, **given})
        for name in re.finditer(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b", quote):
            found.append({**EMPTY, "kind": "name", "quote": quote, "words": name[0], "name_type": "person"})
    return found


class Handler(BaseHTTPRequestHandler):
    forms = True

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if not self.forms and "response_format" in asked:
            self._answer(400, {"error": {"message": "response_format is not supported"}})
            return
        passage = asked["messages"][-1]["content"].partition("<passage>\n")[2].removesuffix("\n</passage>")
        content = json.dumps({"claims": claims_of(passage)}, ensure_ascii=False)
        self._answer(200, {"choices": [{"message": {"role": "assistant", "content": content}}]})

    def _answer(self, status: int, body: object) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        pass


if __name__ == "__main__":
    Handler.forms = "--no-forms" not in sys.argv
    server = HTTPServer(("127.0.0.1", 0), Handler)
    Path(sys.argv[1]).write_text(str(server.server_address[1]))
    server.serve_forever()
