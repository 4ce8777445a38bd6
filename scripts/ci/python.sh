#!/usr/bin/env bash
# Prints the path of a Python that has what test/databases/requirements.txt names. It is installed once for each list, in a
# cache folder outside the checkout; two that come at the same time wait for one another.
set -euo pipefail
cd "$(dirname "$0")/../.."

requirements=test/databases/requirements.txt
cache=${XDG_CACHE_HOME:-$HOME/.cache}/mql-databases
key=$({ cat "$requirements"; python3 --version; } | sha256sum | cut -c 1-16)
folder=$cache/python-$key

mkdir -p "$cache"
exec 9>"$cache/lock"
flock 9
if [ ! -e "$folder/complete" ]; then
  rm -rf "$folder"
  python3 -m venv "$folder" >&2
  "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$requirements" >&2
  touch "$folder/complete"
fi
printf '%s\n' "$folder/bin/python"
