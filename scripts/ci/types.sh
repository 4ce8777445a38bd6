#!/usr/bin/env bash
# The types of the whole checkout; the extension's apart, as some of it runs in a page.
cd "$(dirname "$0")/../.." || exit 1
if tsc --noEmit -p . && tsc --noEmit -p vscode-extension; then echo '1 passed, 0 failed'; else echo '0 passed, 1 failed'; exit 1; fi
