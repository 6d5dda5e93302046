"""jupyter_kernel_test on the installed kernel, every attribute set. Prints one line of JSON: what ran, failed, was skipped."""

import json
import sys
import unittest

import jupyter_kernel_test


class LayerlabTests(jupyter_kernel_test.KernelTests):
    kernel_name = "layerlab"
    language_name = "typescript"
    file_extension = ".ts"
    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('oops')"
    completion_samples = [
        {"text": "docker.hist", "matches": ["history"]},
        {"text": "process.vers", "matches": ["version", "versions"]},
        {"text": "$ docker hist", "matches": ["history"]},
        {"text": "%%docker", "matches": ["%%dockerfile"]},
    ]
    complete_code_samples = ["1", "function f() { return 1 }", "const a = `x`", "$ docker ps", "%help"]
    incomplete_code_samples = ["function f() {", "f(", "const a = `x", "/* a", "const b =", "$ docker ps \\"]
    invalid_code_samples = ["const a b", "}", "let 1 = 2", "'open", "%nonsense"]
    code_page_something = "?docker.run"
    code_generate_error = "throw new Error('wrong')"
    code_execute_result = [
        {"code": "1 + 2 + 3", "result": "6"},
        {"code": "[1, 2, 3].map((n) => n * n)", "result": "[ 1, 4, 9 ]"},
        {"code": "'6 is a text'", "result": "'6 is a text'"},
        {"code": "await docker.images()", "mime": "text/html"},
    ]
    code_display_data = [
        {"code": "await display('shown');", "mime": "text/plain"},
        {"code": "%%html\n<b>shown</b>", "mime": "text/html"},
        {"code": "%%markdown\n*shown*", "mime": "text/markdown"},
    ]
    code_history_pattern = "1 ? 2*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "docker.run"
    code_clear_output = "clearOutput()"


class LayerlabWelcome(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = "layerlab"
    support_iopub_welcome = True


suite = unittest.TestSuite()
for case in (LayerlabTests, LayerlabWelcome):
    suite.addTests(unittest.defaultTestLoader.loadTestsFromTestCase(case))
result = unittest.TextTestRunner(stream=sys.stderr, verbosity=2).run(suite)
told = lambda pairs: [f"{test.id()}: {reason}" for test, reason in pairs]
print(
    json.dumps(
        {
            "run": result.testsRun,
            "failed": told(result.failures + result.errors),
            "skipped": told(result.skipped),
        }
    )
)
