"""Writes elements.tsv: the elements of all resources and data types of FHIR R4, R4B and R5, with their data types.

Usage: python3 collect.py R4 R4B R5, three folders of the unpacked PyPI package fhir.resources: R4 is fhir/resources of
6.0.0, R4B and R5 are fhir/resources/R4B and fhir/resources of 8.3.0. The package's sources are read, never run.
"""
import ast
import os
import sys

PRIMITIVES = """base64Binary boolean canonical code date dateTime decimal id instant integer integer64 markdown oid
positiveInt string time unsignedInt uri url uuid xhtml""".split()
PRIMITIVE_OF = {name.lower(): name for name in PRIMITIVES}
# Types of the package that FHIR does not have, and the bases that say nothing.
SKIPPED = {"FHIRPrimitiveExtension", "FHIRAbstractModel", "FHIRAbstractBase", "Base", "DataType", "BackboneType",
           "PrimitiveType"}
PERSONS = ("Patient", "RelatedPerson", "Practitioner", "PractitionerRole", "Person")


def type_of(annotation):
    """The FHIR type in an annotation such as typing.List[fhirtypes.CoverageClassType] | None."""
    for node in ast.walk(annotation):
        if isinstance(node, ast.Name) and node.id == "bool":
            return "boolean"
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "fhirtypes":
            name = node.attr.removesuffix("Type") or node.attr
            return PRIMITIVE_OF.get(name.lower(), name)
    return None


def keywords(call):
    """The keyword arguments of Field(...), those inside json_schema_extra={...} included."""
    said = {word.arg: word.value for word in call.keywords}
    extra = said.pop("json_schema_extra", None)
    if isinstance(extra, ast.Dict):
        said.update({key.value: value for key, value in zip(extra.keys, extra.values)})
    return said


def read_class(node):
    """(base, [(element, type, targets)]) of a class."""
    base = ast.unparse(node.bases[0]).split(".")[-1] if node.bases else ""
    elements = []
    for item in node.body:
        if not isinstance(item, ast.AnnAssign) or not isinstance(item.value, ast.Call):
            continue
        said = keywords(item.value)
        kind = type_of(item.annotation)
        if kind is None or "alias" not in said and item.target.id in ("resource_type",):
            continue
        alias = said["alias"].value if "alias" in said else item.target.id
        if alias.startswith("_") or alias in ("resource_type", "fhir_comments"):
            continue
        targets = [t.value for t in said["enum_reference_types"].elts] if "enum_reference_types" in said else []
        elements.append((alias, kind, targets))
    return base, elements


def read_release(folder):
    """{class name: (base, elements)} and the resource's class of each backbone class."""
    classes = {}
    owner = {}
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".py") or name == "fhirtypes.py":
            continue
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            found = [node for node in ast.parse(file.read()).body if isinstance(node, ast.ClassDef)]
        found = [node for node in found if node.name not in SKIPPED and node.bases]
        names = [node.name for node in found]
        main = next((n for n in names if n.lower() == name[:-3]), None)
        for node in found:
            classes[node.name] = read_class(node)
            if main and node.name != main:
                owner[node.name] = main
    return classes, owner


def paths_of(classes, owner):
    """{class name: dotted path}: Coverage, Coverage.class."""
    paths = {name: name for name in classes if name not in owner}
    waiting = [name for name in classes if name not in owner]
    while waiting:
        at = waiting.pop()
        for element, kind, _ in classes[at][1]:
            if kind in owner and kind not in paths:
                paths[kind] = f"{paths[at]}.{element}"
                waiting.append(kind)
    return paths


def main(folders):
    rows = {}
    bases = {}
    for folder in folders:
        classes, owner = read_release(folder)
        paths = paths_of(classes, owner)
        for name, (base, elements) in classes.items():
            path = paths[name]
            if base in paths and base not in SKIPPED:
                bases.setdefault(path, base)
            elif base not in ("", "object") and path != "Element":
                bases.setdefault(path, "Element")
            for element, kind, targets in elements:
                types, aims = rows.setdefault((path, element), ([], []))
                kind = paths.get(kind, kind)
                if kind not in types:
                    types.append(kind)
                aims.extend(t for t in targets if t not in aims)
    for path in ("Element", "Resource"):
        bases.pop(path, None)
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "elements.tsv"), "w", encoding="utf-8") as out:
        out.write("# The elements of FHIR R4 (4.0.1), R4B (4.3.0) and R5 (5.0.0), made by collect.py.\n")
        out.write("# A row without an element names the type that a type inherits from.\n")
        out.write("# type\telement\tdata types\ttypes that a Reference may point to\n")
        for path in sorted({p for p, _ in rows} | set(bases)):
            if path in bases:
                out.write(f"{path}\t-\t{bases[path]}\t-\n")
            for (of, element), (types, aims) in sorted(rows.items()):
                if of == path:
                    out.write(f"{path}\t{element}\t{','.join(types)}\t{','.join(aims) or '-'}\n")


if __name__ == "__main__":
    main(sys.argv[1:4])
