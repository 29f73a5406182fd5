"""Messages that nobody should be able to break the stream with. Each must end in quarantine, with a reason."""

BROKEN = {
    "empty": b"",
    "binary": bytes(range(256)) * 8,
    "nul_bytes": b"Patient seen today.\x00\x00\x00 BP 120/80.",
    "truncated_msh": b"MSH|^~",
    "wrong_msh": b"MSH|^^^^|A|B|C|D|20240101||ADT^A01|1|P|2.5\rPID|1||123\r",
    "broken_json": b'{"text": "Patient seen',
    "no_such_charset": b"MSH|^~\\&|A|B|C|D|20240101||ADT^A01|1|P|2.5||||||KS X 1001\rPID|1||123^^^A^MR||DOE^JANE\r",
    "invalid_utf8": b"MSH|^~\\&|A|B|C|D|20240101||ADT^A01|1|P|2.5||||||UNICODE UTF-8\rPID|1||123^^^A^MR||D\xff\xfeE^JANE\r",
    "twenty_mebibytes": b"word " * (4 << 20),
    "deep_json": b'{"a":' * 5000 + b"1" + b"}" * 5000,
}

# Valid, within the limits, and costly: must neither stop the stream nor end in quarantine.
HEAVY = {
    "ten_thousand_repetitions": b"MSH|^~\\&|A|B|C|D|20240101||ADT^A01|1|P|2.5\rPID|1||" + b"~".join([b"123^^^A^MR"] * 10000) + b"\r",
}
