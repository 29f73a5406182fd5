#!/usr/bin/env python3
"""Only approved endpoints read: decisions, grants and drift against a real Apache Kafka with SASL/SCRAM and its authorizer.

    endpoints.py --veil BINARY --records KAFKA_RECORDS --folder SCRATCH
"""
import argparse
import random
import signal
import subprocess
import sys
import time

import cluster
import governed

EVERYTHING = ["raw.notes", "raw.other", "deid.notes", "deid.hl7", "veil.quarantine", "veil.ledger", "veil.subjects", "veil.control"]


def before_approval_everything_is_refused(stream):
    for topic in EVERYTHING:
        seen = stream.reads("northlake", topic)
        assert "AUTHORIZATION_FAILED" in seen, f"{topic}: {seen}"


def bad_signatures_grant_nothing(stream):
    privacy, security = stream.sign("privacy.officer"), stream.sign("security.officer")
    forged = stream.folder / "forged.statement"
    forged.write_text(security.read_text().replace("signer: security.officer", "signer: chief.physician"))
    cases = {
        "two people": [privacy, stream.sign("privacy.officer")],
        "takes two signatures": [privacy],
        "two roles": [privacy, stream.sign("privacy.deputy")],
        "does not verify": [privacy, forged],
        "not a signed statement": [privacy, stream.config],
    }
    for words, statements in cases.items():
        done = stream.approve(*statements, expect=1)
        assert words in done.stderr, done.stderr
    changed = stream.sign("privacy.officer"), stream.sign("security.officer")
    stream.endpoint(purpose="Something else")
    assert "another text" in stream.approve(*changed, expect=1).stderr
    stream.endpoint(expires=-1)
    assert "is expired" in stream.approve(*changed, expect=1).stderr
    assert stream.run("endpoint", "check", "northlake", "--endpoints", str(stream.folder / "endpoints"), expect=1)
    stream.endpoint(topics="[\"deid.*\"]")
    assert "wildcards" in stream.approve(*changed, expect=2).stderr
    stream.endpoint(topics="[raw.notes]")
    assert "no clean topic" in stream.approve(*changed, expect=2).stderr
    stream.endpoint()
    assert "no name of an endpoint" in stream.approve(*changed, endpoint="north*", expect=2).stderr
    assert "nothing" not in stream.drift() and not [e for e in stream.ledger() if "act" in e]


def after_approval_the_granted_topic_alone_is_read(stream):
    signed = stream.sign("privacy.officer"), stream.sign("security.officer")
    began = time.time()
    print(stream.approve(*signed).stdout, end="")
    took = governed.seconds_since(began)
    print(f"approve took {took} s")
    assert stream.reads("northlake", "deid.notes") == "records"
    for topic in EVERYTHING:
        if topic != "deid.notes":
            assert "AUTHORIZATION_FAILED" in stream.reads("northlake", topic), topic
    assert "AUTHORIZATION_FAILED" in stream.reads("northlake", "deid.notes", group="veil-governed")
    assert "AUTHORIZATION_FAILED" in stream.reads("stranger", "deid.notes")
    stream.drift()
    return signed, took


def drift_finds_what_was_made_by_hand(stream):
    cases = [("northlake", "topic", "raw.notes", "READ", "literal", "*", "extra"),
             ("northlake", "topic", "deid.", "READ", "prefixed", "*", "extra"),
             ("northlake", "topic", "deid.notes", "READ", "literal", "192.0.2.7", "extra"),
             ("northlake", "cluster", "kafka-cluster", "ALTER", "literal", "*", "extra"),
             ("stranger", "topic", "*", "READ", "literal", "*", "other reader"),
             ("stranger", "topic", "de", "ALL", "prefixed", "*", "other reader"),
             ("*", "topic", "raw.notes", "READ", "literal", "*", "everybody")]
    for user, kind, name, operation, pattern, host, words in cases:
        stream.acl("add", user, kind, name, operation, pattern, host)
        cluster.wait_until(lambda: f"DRIFT: {words}" in stream.run("endpoint", "drift", *stream.registry(), expect=None).stdout, 20, words)
        stream.acl("remove", user, kind, name, operation, pattern, host)
    cluster.wait_until(lambda: stream.run("endpoint", "drift", *stream.registry(), expect=None).returncode == 0, 20, "no drift")
    stream.acl("remove", "northlake", "topic", "deid.notes", "READ")
    cluster.wait_until(lambda: "DRIFT: missing" in stream.run("endpoint", "drift", *stream.registry(), expect=None).stdout, 20, "missing")
    stream.acl("add", "northlake", "topic", "deid.notes", "READ")


def a_connected_reader_is_cut_off(stream, signed):
    follower = governed.Follower(stream.broker, "northlake", "northlake-reader", "deid.notes")
    try:
        stream.publish(20)
        cluster.wait_until(lambda: follower.records, 60, "the connected reader reads")
        assert not follower.refused()
        began = time.time()
        stream.run("endpoint", "revoke", "northlake", "--who", "operator", "--why", "the test cuts it off", *stream.registry())
        took = governed.seconds_since(began)
        stream.publish(20)
        cluster.wait_until(lambda: follower.refused(), 60, "the connected reader is refused")
        print(f"revoke took {took} s; the connected reader was refused {round(follower.refused_at() - began, 3)} s after its start")
        seen = [at for _, at in follower.records if at > began + took]
        assert not seen, f"{len(seen)} records were read after the revocation"
    finally:
        follower.stop()
    stream.drift()
    assert "was used before" in stream.approve(*signed, expect=1).stderr


def what_is_cut_off_is_finished_or_undone(stream, rounds, took):
    """kill -9 of the command, and of the broker, at any moment of an approval."""
    random.seed(9)
    ends = {"granted": 0, "none": 0}
    for i in range(rounds):
        signed = stream.sign("privacy.officer"), stream.sign("chief.physician")
        command = [stream.veil, "endpoint", "approve", "northlake", "--who", "operator", *stream.registry(), "--signature", str(signed[0]),
                   "--signature", str(signed[1])]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(random.uniform(0.3, 1.2) * took)
        if i % 4 == 3:
            stream.broker.kill()
            time.sleep(0.2)
        process.send_signal(signal.SIGKILL)
        process.wait()
        if i % 4 == 3:
            stream.broker.up()
        swept = stream.run("endpoint", "sweep", "--who", "timer", *stream.registry())
        stream.drift()
        status = stream.told("endpoint", "status", *stream.registry())
        ends["granted" if "northlake: granted" in status else "none"] += 1
        print(f"cut off {i}: {swept.stdout.strip() or 'nothing to finish'}")
        if "northlake: granted" in status:
            stream.run("endpoint", "revoke", "northlake", "--who", "operator", "--why", "next round", *stream.registry())
    print(f"after {rounds} kills: {ends}")


def the_ledger_tells_the_story(stream):
    verified = stream.told("audit", "verify", "--config", str(stream.config))
    assert "ledger: sound" in verified
    kinds = [entry["act"] for entry in stream.ledger() if "act" in entry]
    assert kinds[:4] == ["endpoint-decision", "endpoint-grant", "endpoint-revoke", "endpoint-revoke"], kinds
    print(f"ledger: {len(kinds)} acts, sound")


def main():
    parser = argparse.ArgumentParser()
    for option in ["--veil", "--records", "--folder"]:
        parser.add_argument(option, required=True)
    parser.add_argument("--kills", type=int, default=8)
    options = parser.parse_args()
    stream = governed.Stream(options.veil, options.records, options.folder)
    try:
        stream.prepare()
        stream.worker.start()
        stream.publish(20)
        before_approval_everything_is_refused(stream)
        bad_signatures_grant_nothing(stream)
        signed, took = after_approval_the_granted_topic_alone_is_read(stream)
        drift_finds_what_was_made_by_hand(stream)
        a_connected_reader_is_cut_off(stream, signed)
        what_is_cut_off_is_finished_or_undone(stream, options.kills, took)
        the_ledger_tells_the_story(stream)
    finally:
        stream.close()
    print("endpoints: all held")
    return 0


if __name__ == "__main__":
    sys.exit(main())
