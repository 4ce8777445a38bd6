#!/usr/bin/env bash
# For `git diff`: a definition in words, so that lines that mean the same read the same.
#   git config diff.mql.textconv "$(npm root)/mql/action/textconv.sh"
#   echo '*.mql diff=mql' >> .gitattributes
# A file that is no whole definition is shown as it is.
${MQL:-mql} doc "$1" 2> /dev/null || cat "$1"
