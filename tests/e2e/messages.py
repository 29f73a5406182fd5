"""Invented clinical messages for the end-to-end tests: notes and HL7 v2, each with a marker that must survive.

No two markers are equal, and each is made of clinical words alone, so that an output record shows which input it came
from without an identifier. Everything is drawn from a seed: the same seed gives the same messages.
"""
import random

MARKER_WORDS = [
    ["metformin", "lisinopril", "atorvastatin", "amlodipine", "omeprazole", "losartan", "gabapentin", "sertraline",
     "furosemide", "warfarin", "prednisone", "tramadol", "citalopram", "allopurinol", "clopidogrel", "carvedilol"],
    ["hypertension", "pneumonia", "anemia", "asthma", "gout", "migraine", "sciatica", "cellulitis", "bronchitis",
     "pancreatitis", "hepatitis", "arthritis", "dermatitis", "colitis", "sinusitis", "osteoporosis"],
    ["cough", "fever", "nausea", "dyspnea", "fatigue", "dizziness", "syncope", "edema", "pruritus", "palpitations",
     "diarrhea", "constipation", "vomiting", "headache", "myalgia", "wheezing"],
    ["abdomen", "thorax", "femur", "tibia", "lumbar", "cervical", "pelvis", "shoulder", "ankle", "elbow", "wrist",
     "clavicle", "sternum", "patella", "humerus", "fibula"],
]
SURNAMES = ["Abernathy", "Blomqvist", "Castellanos", "Drummond", "Eriksen", "Fitzwilliam", "Gutierrez", "Hollingsworth",
            "Ibarra", "Jankowski", "Kowalski", "Lindqvist", "McAllister", "Nakamura", "Oyelaran", "Pettigrew",
            "Quintero", "Rosenthal", "Sandoval", "Thibodeaux", "Upadhyay", "Villanueva", "Whitcombe", "Yamaguchi"]
GIVEN = ["Alejandra", "Bartholomew", "Cassandra", "Demetrius", "Esperanza", "Ferdinand", "Guillermo", "Henrietta",
         "Ignacio", "Josephine", "Kimberly", "Leonardo", "Marguerite", "Nathaniel", "Octavia", "Priscilla",
         "Rosalind", "Sebastian", "Theodora", "Valentina", "Winifred", "Zachariah"]
CITIES = [("Harrisonburg", "VA", "22801"), ("Kalispell", "MT", "59901"), ("Sheboygan", "WI", "53081"),
          ("Ogden", "UT", "84401"), ("Valdosta", "GA", "31601"), ("Bangor", "ME", "04401")]
STREETS = ["Larkspur Ln", "Whitetail Dr", "Old Mill Rd", "Sycamore Ave", "Ferncliff Ct", "Juniper St"]


def marker(number):
    """Four clinical words that say which message this is: number < 65536."""
    return [MARKER_WORDS[place][(number >> (4 * place)) & 15] for place in range(4)]


def number_of(text):
    """The number that the marker in `text` says; None where there is none or it is not whole."""
    _, found, rest = text.partition("Reviewed: ")
    if not found:
        return None
    words = rest.split(".")[0].replace(",", " ").split()
    if len(words) != 4:
        return None
    try:
        return sum(MARKER_WORDS[place].index(word) << (4 * place) for place, word in enumerate(words))
    except ValueError:
        return None


class Author:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def digits(self, count):
        return "".join(self.random.choice("0123456789") for _ in range(count))

    def person(self):
        r = self.random
        return {"family": r.choice(SURNAMES), "given": r.choice(GIVEN), "mrn": self.digits(8),
                "birth": (r.randint(1936, 2015), r.randint(1, 12), r.randint(1, 28)), "city": r.choice(CITIES),
                "street": f"{r.randint(100, 9900)} {r.choice(STREETS)}",
                "phone": f"({r.randint(201, 989)}) 555-{r.randint(100, 199):04d}",
                "ssn": f"{r.randint(100, 665)}-{r.randint(10, 99)}-{self.digits(4)}"}

    def note(self, number):
        r, p = self.random, self.person()
        doctor = r.choice(SURNAMES)
        y, m, d = p["birth"]
        words = marker(number)
        return p, (
            f"PROGRESS NOTE\nPatient: {p['given']} {p['family']}   MRN: {p['mrn']}   DOB: {m:02d}/{d:02d}/{y}\n\n"
            f"{p['given']} {p['family']} was seen on {r.randint(1, 12)}/{r.randint(1, 28)}/2023 by Dr. {doctor}. "
            f"BP {r.randint(100, 160)}/{r.randint(60, 95)}, HR {r.randint(55, 110)}, temp 98.{r.randint(0, 9)}.\n"
            f"Lives at {p['street']}, {p['city'][0]}, {p['city'][1]} {p['city'][2]}. Call {p['phone']} with results.\n"
            f"Mr./Ms. {p['family']} tolerates the plan well; strength 5/5, pain {r.randint(0, 9)}/10.\n"
            f"Reviewed: {words[0]}, {words[1]}, {words[2]}, {words[3]}.\n")

    def hl7(self, number):
        r, p = self.random, self.person()
        doctor, given = r.choice(SURNAMES), r.choice(GIVEN)
        y, m, d = p["birth"]
        words = marker(number)
        when = f"2023{r.randint(1, 12):02d}{r.randint(1, 28):02d}{r.randint(0, 23):02d}{r.randint(0, 59):02d}"
        segments = [
            f"MSH|^~\\&|LAB|GENERAL|EHR|GENERAL|{when}||ORU^R01|{self.digits(10)}|P|2.5.1",
            f"PID|1||{p['mrn']}^^^GEN^MR||{p['family'].upper()}^{p['given'].upper()}||{y}{m:02d}{d:02d}|F|||"
            f"{p['street']}^^{'^'.join(p['city'])}||{p['phone']}|||||{self.digits(9)}|{p['ssn']}",
            f"PV1|1|O|||||{self.digits(6)}^{doctor}^{given}",
            f"OBR|1|{self.digits(7)}|{self.digits(8)}|80053^Metabolic panel^CPT|||{when}",
            f"OBX|1|NM|2345-7^Glucose^LN||{r.randint(70, 190)}|mg/dL|70-99||||F",
            f"OBX|2|TX|NOTE^Comment^L||Result called to Dr. {doctor} about {p['given']} {p['family']}.",
            f"NTE|1||Reviewed: {words[0]}, {words[1]}, {words[2]}, {words[3]}.",
        ]
        return p, "\r".join(segments) + "\r"

    def message(self, number):
        """(topic, key, text) of message `number`: notes and HL7 in turn."""
        person, text = self.note(number) if number % 2 == 0 else self.hl7(number)
        return ("raw.notes" if number % 2 == 0 else "raw.hl7"), person["mrn"], text
