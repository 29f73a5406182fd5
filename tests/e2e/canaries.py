"""Canaries: one invented value of each identifier type, planted where such values stand, and searched for everywhere.

Each value occurs nowhere else, so that a single hit in any channel is a leak. Telephone numbers are therefore not of
the range from which surrogates come (555-01xx).
"""

CANARIES = {
    "NAME_PATIENT": ["Quarrington", "Thessalyne"],
    "NAME_RELATIVE": ["Ondrejka", "Brunhilde"],
    "NAME_PROVIDER": ["Vandersloot", "Ezekielle"],
    "STREET": ["4417 Gallowglass"],
    "CITY": ["Winnemucca"],
    "ZIP": ["89446-7731"],
    "FACILITY": ["Pemberwick"],
    "DATE": ["08/17/1958", "19580817", "11/29/2023"],
    "AGE_OVER_89": ["97-year"],
    "PHONE": ["(775) 555-0287", "775-555-0362"],
    "EMAIL": ["t.quarr58@brightmail.example"],
    "SSN": ["531-88-4406"],
    "MRN": ["77310946"],
    "HEALTH_PLAN": ["XQV449820173"],
    "ACCOUNT": ["V880017342"],
    "LICENSE": ["BV4471931"],
    "VEHICLE": ["1HGCM82633A004352", "8KQZ417"],
    "DEVICE": ["PJN8842017"],
    "URL": ["https://portal.quarr.example/pt/7731"],
    "IP": ["198.51.100.217"],
    "BIOMETRIC": ["quarr_face_0417.jpg"],
    "ID": ["tquarr58x"],
}

NOTE = """DISCHARGE SUMMARY
Patient: Thessalyne Quarrington      MRN: 77310946      DOB: 08/17/1958
Account number: V880017342    Member ID: XQV449820173    SSN: 531-88-4406
Address: 4417 Gallowglass Rd, Winnemucca, NV 89446-7731
Phone: (775) 555-0287    Email: t.quarr58@brightmail.example

Ms. Quarrington was admitted to Pemberwick Memorial Hospital on 11/29/2023 under Dr. Ezekielle Vandersloot, DEA BV4471931.
Her mother, Brunhilde Ondrejka, a 97-year-old woman, called from 775-555-0362. Driver's vehicle VIN 1HGCM82633A004352,
license plate 8KQZ417. Pacemaker serial number PJN8842017 interrogated. Photo file quarr_face_0417.jpg stored.
Portal login tquarr58x from IP 198.51.100.217, see https://portal.quarr.example/pt/7731 for results.
BP 128/76, strength 5/5, creatinine 1.1. Continue metformin 500 mg twice daily.

Electronically signed by Ezekielle Vandersloot, MD
"""

HL7 = "\r".join([
    "MSH|^~\\&|EHR|PEMBERWICK|LAB|PEMBERWICK|20231129081500||ADT^A01|tquarr58x|P|2.5.1",
    "PID|1||77310946^^^GEN^MR||QUARRINGTON^THESSALYNE||19580817|F|||4417 Gallowglass Rd^^Winnemucca^NV^89446-7731||(775) 555-0287|||||V880017342|531-88-4406",
    "NK1|1|ONDREJKA^BRUNHILDE|MTH|||775-555-0362",
    "PV1|1|I|||||BV4471931^VANDERSLOOT^EZEKIELLE",
    "IN1|1|PPO|1|Plan|||||||||||||||||||||||||||||||||XQV449820173",
    "ZPX|1|quarr_face_0417.jpg|1HGCM82633A004352|8KQZ417|PJN8842017",
    "OBX|1|TX|NOTE^Comment^L||Thessalyne Quarrington (DOB 08/17/1958) seen by Dr. Vandersloot at Pemberwick Memorial Hospital.||||||F",
]) + "\r"

# Ends in quarantine: every byte of it must be sealed.
BROKEN = b"MSH|^~\\&|EHR\rPID|1||77310946||QUARRINGTON^THESSALYNE\r\x00\xff\xfe broken here 531-88-4406"
NOT_UTF8 = b"Patient Thessalyne Quarrington \x00\x01\x02\x03\xff\xfe MRN 77310946"


def all_values():
    return [value for values in CANARIES.values() for value in values]


def found_in(data):
    """The canaries that occur in `data` (bytes), whatever their case."""
    lower = data.lower()
    return [value for value in all_values() if value.lower().encode() in lower]
