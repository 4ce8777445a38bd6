#!/usr/bin/env bash
# Checks, tests and format-checks the definitions of a repository, and compares them with a base revision.
# Writes the review as Markdown to MQL_REPORT and diagnostics as SARIF to MQL_SARIF.
# Exits with 1 where a check fails, a test fails, too little is covered, a file is not formatted, or a change is one of MQL_FAIL_ON.
set -uo pipefail

mql=${MQL:-npx --yes mql}
report=${MQL_REPORT:-mql-review.md}
sarif=${MQL_SARIF:-mql.sarif}
base=${MQL_BASE:-}
read -r -a patterns <<< "${MQL_FILES:-*.mql}"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

files=()
while IFS= read -r -d '' file; do files+=("$file"); done < <(git ls-files -z -- "${patterns[@]}")

fence() {
  # A fence longer than any run of backquotes in what it holds.
  local ticks='```'
  while grep -qF "$ticks" "$1"; do ticks+='`'; done
  printf '%s%s\n' "$ticks" "${2:-text}"
  cat "$1"
  printf '%s\n' "$ticks"
}

rows=""
details="$scratch/details.md"
: > "$details"
failed=0
# step NAME OUTPUT COMMAND...: a row of the table, and the output where it fails.
step() {
  local name=$1 output=$2
  shift 2
  if "$@" > "$output" 2>&1; then rows+="| $name | passed |"$'\n'; return; fi
  failed=1
  rows+="| $name | **failed** |"$'\n'
  { printf '\n<details open><summary>%s</summary>\n\n' "$name"; fence "$output"; printf '\n</details>\n'; } >> "$details"
}

if [ ${#files[@]} -eq 0 ]; then
  printf '<!-- mql-review -->\n## MQL review\n\nThere are no definitions.\n' > "$report"
  exit 0
fi

$mql check --format sarif "${files[@]}" > "$sarif" 2> "$scratch/sarif.err" || true
[ -n "${GITHUB_ACTIONS:-}" ] && { $mql check --format github "${files[@]}" 2> /dev/null || true; }
step 'definitions' "$scratch/check" $mql check "${files[@]}"
coverage=()
[ "${MQL_MIN_COVERAGE:-0}" != 0 ] && coverage=(--min "$MQL_MIN_COVERAGE")
step 'tests' "$scratch/test" $mql test --coverage ${coverage[@]+"${coverage[@]}"} "${files[@]}"
step 'format' "$scratch/format" $mql fmt --check "${files[@]}"

: > "$scratch/diff"
if [ -n "$base" ]; then
  fail_on=()
  if [ -n "${MQL_FAIL_ON:-}" ]; then
    read -r -a changes <<< "$MQL_FAIL_ON"
    fail_on=(--fail-on "${changes[@]}")
  fi
  # All definitions, and not some by name, so that those that only came or went are passed over.
  $mql diff --base "$base" --format markdown ${fail_on[@]+"${fail_on[@]}"} > "$scratch/diff" 2> "$scratch/diff.err"
  ended=$?
  if [ $ended -ne 0 ]; then
    failed=1
    rows+="| changes | **failed** |"$'\n'
    if [ ! -s "$scratch/diff" ]; then fence "$scratch/diff.err" >> "$details"; fi
  elif [ ! -s "$scratch/diff" ]; then
    echo 'No definition changed its meaning.' > "$scratch/diff"
  fi
fi

{
  printf '<!-- mql-review -->\n## MQL review\n\n| | |\n|---|---|\n%s' "$rows"
  cat "$details"
  if [ -n "$base" ]; then printf '\n'; cat "$scratch/diff"; fi
} > "$report"
cat "$report"
exit $failed
