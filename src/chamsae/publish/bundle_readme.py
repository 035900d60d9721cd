"""The README of a bundle: what it is, and how to check it with nothing of ours."""

READ_ME = """\
What this is

A table of figures with the evidence it rests on, packed so that anybody can check it.
Begin with data/index.html.

  data/report.html     the figures; every number opens to the words it comes from
  data/figures.csv     the same as a table, one line for each claim (UTF-8, no byte order mark)
  data/release.json    the same for programs, exact to the character
  data/items/          the cited documents as they were received; each is named by its SHA-256
  data/texts/          the text read from each document; quotes are at character offsets of these
  data/entries/        what was done to them, as a log tells it; data/proofs/ proves that it does
  data/withheld.json   what is not here, and why
  bundle.note          the signed list of what is inside

How to check it

  python3 verify.py FOLDER-OR-ZIP --key KEY

Python 3.8 or newer is enough. Better take verify.py from elsewhere than from here: whoever could change
this bundle could change the verifier in it. KEY is the public key of the log, one line of text. Get it by
another way than this bundle (by telephone, on paper, from a page you trust): whoever makes a bundle anew can
sign it with another key. `chamsae verify FILE.zip --key KEY` does the same and judges the time stamps.

How to check it by hand

  1. Unpack the file and open a terminal in the folder.
  2. sha256sum -c manifest-sha256.txt tagmanifest-sha256.txt
  3. bundle.note lists the SHA-256 of each manifest; its last line is the signature of the log's key.
  4. A quote stands in its text from character "start" to character "end" (not bytes), counting
     from nought. In Python:

       import json
       from pathlib import Path
       release = json.loads(Path("data/release.json").read_bytes())
       for figure in release["figures"]:
           for claim in figure["claims"]:
               cited = claim["citation"]
               text = Path("data/texts/" + cited["document"] + ".txt").read_bytes().decode()
               assert text[cited["start"]:cited["end"]] == cited["quote"], claim["id"]

On macOS `shasum -a 256` does what `sha256sum` does; on Windows `certutil -hashfile NAME SHA256`.

Open the documents in data/items with care: they are as they were received.
"""
