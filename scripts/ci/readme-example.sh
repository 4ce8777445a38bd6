#!/usr/bin/env bash
# The README's main command shows scored leads.
cd "$(dirname "$0")/../.." || exit 1
out=$(npm run --silent example) || { printf '%s\n0 passed, 1 failed\n' "$out"; exit 1; }
printf '%s\n' "$out"
if [ "$(grep -c . <<<"$out")" -ge 3 ] && grep -q score <<<"$out"; then echo '1 passed, 0 failed'; else echo '0 passed, 1 failed'; exit 1; fi
