"""A second reader of Daybook journals, written from FORMAT.md alone; imports nothing of Daybook's.

python second_decoder.py FILE < secret     prints how the journal's tables are made
"""

import hashlib
import hmac
import sqlite3
import struct
import sys
import unicodedata
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"DAYBK\r\n\x1a"
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Refused(Exception):
    pass


def need(condition, why):
    if not condition:
        raise Refused(why)


def expand(material, salt, info, size):
    return HKDF(SHA256(), size, salt, info).derive(material)


def gmac(data):
    return AESGCM(bytes(32)).encrypt(bytes(12), b"", data)


def pad(n):
    if n <= 1 << 20:
        return max(1, (n + 65535) // 65536) * 65536
    e = n.bit_length() - 1
    unit = 2 ** (e - (e.bit_length() - 1 + 1))
    return (n + unit - 1) // unit * unit


def recovery_bytes(text):
    text = unicodedata.normalize("NFKC", text).upper()
    text = text.replace("O", "0").replace("I", "1").replace("L", "1")
    kept = [c for c in text if not c.isspace() and unicodedata.category(c) != "Pd"]
    need(set(kept) <= set(SIGNS), "a sign that no recovery key has")
    signs = [SIGNS.index(c) for c in kept]
    need(len(signs) == 36, "a recovery key has 36 signs")
    bits = "".join(f"{value:05b}" for value in signs)
    secret = int(bits[:160], 2).to_bytes(20, "big")
    check = hashlib.sha256(b"daybook recovery key check" + secret).digest()
    need(f"{int.from_bytes(check, 'big'):0256b}"[:20] == bits[160:], "mistyped")
    return secret


def image_of(data, passphrase=None, recovery=None):
    need(data, "not a journal")
    need(data[:8] == MAGIC, "not a journal, or damaged")
    need(len(data) >= 16, "damaged")
    major, _, size = struct.unpack_from("<HHI", data, 8)
    need(48 < size <= min(65536, len(data)), "damaged")
    need(hashlib.sha256(data[: size - 32]).digest() == data[size - 32 : size], "damaged")
    need(major <= 1, "too new")
    flags, file_id, save_salt = struct.unpack_from("<I16s32s", data, 16)
    cipher, compression, count, reserved, body_size = struct.unpack_from("<BBBBQ", data, 68)
    need((flags, cipher, compression) == (0, 1, 0), "too new")
    need(major == 1 and reserved == 0 and 1 <= count <= 4 and size == 128 + 124 * count, "damaged")
    need(65552 <= body_size <= 268435456 and len(data) == size + body_size, "damaged")
    slots = [data[80 + 124 * i : 204 + 124 * i] for i in range(count)]
    for slot in slots:
        kind, m, t, p = struct.unpack_from("<B3xIII", slot)
        need(kind in (1, 2), "too new")
        need(slot[1:4] == bytes(3), "damaged")
        if kind == 1:
            need(19456 <= m <= 1048576 and 1 <= t <= 16 and 1 <= p <= 8, "damaged")
            need(m * t <= 4194304, "damaged")
        else:
            need((m, t, p) == (0, 0, 0), "damaged")
    need(len({slot[0] for slot in slots}) == count, "damaged")
    body = data[size:]
    need(gmac(body) == data[size - 48 : size - 32], "damaged")

    for slot in slots:
        kind, m, t, p = struct.unpack_from("<B3xIII", slot)
        salt, commitment, nonce, wrapped = struct.unpack_from("<16s32s12s48s", slot, 16)
        if kind == 1 and passphrase is not None:
            words = unicodedata.normalize("NFKC", passphrase).encode()
            stretch = Argon2id(salt=salt, length=32, iterations=t, lanes=p, memory_cost=m)
            material = stretch.derive(words)
        elif kind == 2 and recovery is not None:
            material = recovery_bytes(recovery)
        else:
            continue
        context = b"daybook v1 slot" + MAGIC + file_id + slot[:16]
        keys = expand(material, salt, context, 64)
        if not hmac.compare_digest(keys[32:], commitment):
            continue
        data_key = AESGCM(keys[:32]).decrypt(nonce, wrapped, context)
        body_key = expand(data_key, save_salt, b"daybook v1 body", 32)
        content = AESGCM(body_key).decrypt(bytes(12), body, data[: size - 48])
        end = 8 + int.from_bytes(content[:8], "little")
        need(end <= len(content) == pad(end) and not any(content[end:]), "damaged")
        return content[8:end]
    raise Refused("wrong passphrase")


def open_database(image):
    db = sqlite3.connect(":memory:")
    db.deserialize(image)
    return db


if __name__ == "__main__":
    typed = sys.stdin.read().rstrip("\n")
    db = open_database(image_of(Path(sys.argv[1]).read_bytes(), passphrase=typed))
    for (statement,) in db.execute("SELECT sql FROM sqlite_master WHERE sql NOT NULL ORDER BY 1"):
        print(statement)
