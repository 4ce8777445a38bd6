#!/usr/bin/env bash
# For `git diff`: a definition in words, so that lines that mean the same read the same.
#   git config diff.mql.textconv node_modules/mql/action/textconv.sh
#   echo '*.mql diff=mql' >> .gitattributes
# A file that is no whole definition is shown as it is, and so is one that uses others: git gives its old version without them.
own="$(dirname "$0")/../dist/mql.js"
if [ -n "${MQL:-}" ]; then mql=($MQL)
elif [ -f "$own" ]; then mql=(node "$own")
else mql=(mql)
fi
if grep -qiE '^[[:space:]]*use[[:space:]]*"' "$1"; then exec cat "$1"; fi
"${mql[@]}" doc "$1" 2> /dev/null || cat "$1"
