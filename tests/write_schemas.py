"""``python -m tests.write_schemas`` writes down what journals and exports look like.

Both come from the model: the tables of an image go into FORMAT.md, the JSON schema of an export
beside the code that writes exports. Tests hold them to it.
"""

from __future__ import annotations

from tests.exchange import json_schema
from tests.vault import image_schema

if __name__ == "__main__":
    text = image_schema.FORMAT.read_text(encoding="utf-8")
    image_schema.FORMAT.write_text(image_schema.with_tables(text), encoding="utf-8")
    json_schema.WRITTEN.write_text(json_schema.written(), encoding="utf-8")
