#!/usr/bin/env python3
"""The four drills: each playbook from discovery to sign-off on a real Apache Kafka, with a connected reader and measured times.

    incidents.py --veil BINARY --records KAFKA_RECORDS --folder SCRATCH
"""
import argparse
import sys
import time

import cluster
import governed

CONTAIN_SECONDS_MAX = 20  # on a busy machine of two cores; it is one or two where nothing else runs
PLAYBOOKS = cluster.ROOT / "deploy" / "incidents"


def incident(stream, verb, *more, expect=0, acts=True):
    who = ["--who", "operator"] if acts else []
    return stream.run("incident", verb, *more, *who, "--playbooks", str(PLAYBOOKS), *stream.registry(), expect=expect)


def sign_off(stream, number, person):
    path = stream.folder / f"{number}.{person}.statement"
    incident(stream, "sign", number, "--signer", person, "--key", str(stream.folder / f"{person}.key"), "--output", str(path), acts=False)
    return path


def drill(stream, kind, evidence):
    stream.approve(stream.sign("privacy.officer"), stream.sign("security.officer"))
    follower = governed.Follower(stream.broker, "northlake", "northlake-reader", "deid.notes")
    try:
        stream.publish(5)
        cluster.wait_until(lambda: follower.records, 60, "the connected reader reads")
        began = time.time()
        opened = incident(stream, "open", "northlake", "--kind", kind, "--why", "a drill", "--contain").stdout
        told = governed.seconds_since(began)
        number = next(line.split(":")[0] for line in opened.splitlines() if line.startswith("INC-"))
        stream.publish(5)
        cluster.wait_until(lambda: follower.refused(), 60, "the connected reader is refused")
        cut = round(follower.refused_at() - began, 3)
        assert cut < CONTAIN_SECONDS_MAX, f"cut off after {cut} s"
        assert not [at for _, at in follower.records if at > began + told], "records were read after containment"
    finally:
        follower.stop()
    taken = next(line for line in opened.splitlines() if "rights taken away" in line)
    print(f"drill {kind}: {taken}; reader refused after {cut} s; command ended after {told} s")
    incident(stream, "contain", number)  # again: no harm
    stream.drift()

    # Shut until two people sign off with all evidence.
    again = stream.sign("privacy.officer"), stream.sign("security.officer")
    assert number in stream.approve(*again, expect=1).stderr
    two = sign_off(stream, number, "privacy.officer"), sign_off(stream, number, "chief.physician")
    signatures = ["--signature", str(two[0]), "--signature", str(two[1])]
    assert "lacks evidence" in incident(stream, "sign-off", number, *signatures, expect=1).stderr
    for name in evidence:
        path = stream.folder / f"{number}-{name}.txt"
        path.write_text(f"{name} of a drill\n")
        incident(stream, "evidence", number, "--name", name, "--file", str(path))
    assert "another text" in incident(stream, "sign-off", number, *signatures, expect=1).stderr
    assert "not signed off" in incident(stream, "close", number, "--why", "in a hurry", expect=1).stderr
    for path in two:
        path.unlink()
    two = sign_off(stream, number, "privacy.officer"), sign_off(stream, number, "chief.physician")
    one = ["--signature", str(two[0]), "--signature", str(two[0])]
    assert "two people" in incident(stream, "sign-off", number, *one, expect=1).stderr
    incident(stream, "sign-off", number, *signatures)
    incident(stream, "close", number, "--why", "signed off")
    stream.approve(*again)
    assert stream.reads("northlake", "deid.notes") == "records"
    print(f"drill {kind}: from discovery to readable again in {governed.seconds_since(began)} s")
    stream.run("endpoint", "revoke", "northlake", "--who", "operator", "--why", "end of the drill", *stream.registry())
    return number


def the_radius_is_known(stream, number):
    text = incident(stream, "radius", number, acts=False).stdout
    assert "published to deid.notes" in text and "group northlake-reader has read deid.notes" in text, text
    print(text, end="")


def main():
    parser = argparse.ArgumentParser()
    for option in ["--veil", "--records", "--folder"]:
        parser.add_argument(option, required=True)
    options = parser.parse_args()
    stream = governed.Stream(options.veil, options.records, options.folder)
    try:
        stream.prepare()
        stream.worker.start()
        stream.publish(5)
        drill(stream, "unsafe-advice", ["evaluation", "cause", "regression-case"])
        drill(stream, "data-exposure", ["cause", "drift-report", "regression-case"])
        drill(stream, "quality-drift", ["evaluation", "cause", "regression-case"])
        number = drill(stream, "residual-identifier", ["evaluation", "cause", "regression-case"])
        the_radius_is_known(stream, number)
        status = incident(stream, "status", number, acts=False).stdout
        assert "45 CFR 164.404(b)" in status and "closed" in status, status
        assert "ledger: sound" in stream.told("audit", "verify", "--config", str(stream.config))
    finally:
        stream.close()
    print("incidents: all held")
    return 0


if __name__ == "__main__":
    sys.exit(main())
