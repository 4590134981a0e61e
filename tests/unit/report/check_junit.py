#!/usr/bin/env python3
"""Reads JUnit XML from stdin and says `ok`, or what is not as Jenkins' schema (junit-10.xsd of its xUnit plugin) has it.

It is stricter where readers differ: on which attributes must be there, and that the counts are right.
"""

import re
import sys
import xml.etree.ElementTree as tree

# For each element: the attributes it must have and may have, and its children in their order.
ELEMENTS = {
    "testsuites": ({"name", "tests", "failures", "errors", "time"}, set(), ["testsuite"]),
    "testsuite": ({"name", "tests", "failures", "errors", "skipped", "time"}, {"timestamp"}, ["testcase"]),
    "testcase": ({"classname", "name", "time"}, set(), ["skipped", "error", "failure", "system-out"]),
    "failure": ({"message", "type"}, set(), []),
    "error": ({"message", "type"}, set(), []),
    "skipped": ({"message"}, set(), []),
    "system-out": (set(), set(), []),
}
NUMBER = re.compile(r"\d+(\.\d+)?$")
TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$")


def check(element):
    must, may, children = ELEMENTS[element.tag]
    names = set(element.keys())
    assert must <= names <= must | may, f"{element.tag} has {sorted(names)}"
    order = [children.index(child.tag) for child in element]
    assert order == sorted(order), f"the children of {element.tag} are out of order"
    for name in ("tests", "failures", "errors", "skipped", "time"):
        assert name not in names or NUMBER.match(element.get(name)), f"{name} is {element.get(name)}"
    assert "timestamp" not in names or TIMESTAMP.match(element.get("timestamp")), element.get("timestamp")
    if element.tag in ("testsuites", "testsuite"):
        found = {"tests": "testcase", "failures": "failure", "errors": "error", "skipped": "skipped"}
        for name, tag in found.items():
            count = len(list(element.iter(tag)))
            if name not in names:
                continue
            assert int(element.get(name)) == count, f"{element.tag} says {name}={element.get(name)}, there are {count}"
    for child in element:
        check(child)


try:
    root = tree.fromstring(sys.stdin.buffer.read())
    assert root.tag == "testsuites", f"the root is {root.tag}"
    check(root)
    print("ok")
except (tree.ParseError, AssertionError, KeyError, ValueError) as wrong:
    print(f"wrong: {wrong}")
