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
# row NAME PASSED SUMMARY: a row of the table.
row() {
  local result='✅ passed'
  [ "$2" = 1 ] || { result='❌ **failed**'; failed=1; }
  rows+="| $1 | $result | ${3//|/\\|} |"$'\n'
}
# step NAME OUTPUT COMMAND...: a row with what the command says in one line, and all of its output where it fails.
step() {
  local name=$1 output=$2 passed=0
  shift 2
  if "$@" > "$output" 2>&1; then passed=1; fi
  row "$name" $passed "$(grep -E '^[0-9]+ (tests?|claims?|files?)\b' "$output" | tail -n 1)"
  [ $passed = 1 ] || { printf '\n<details open><summary>%s</summary>\n\n' "What failed: $name"; fence "$output"; printf '\n</details>\n'; } >> "$details"
}

if [ ${#files[@]} -eq 0 ]; then
  printf '<!-- mql-review -->\n## MQL review\n\nThere are no definitions.\n' > "$report"
  printf '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"mql"}},"results":[]}]}\n' > "$sarif"
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
  changed=$(grep -c '^### ' "$scratch/diff")
  said="$changed definitions changed"
  [ "$changed" = 1 ] && said='1 definition changed'
  if [ ! -s "$scratch/diff" ]; then
    said=''
    if [ $ended -eq 0 ]; then said='no definition changed its meaning'; else
      { printf '\n<details open><summary>What failed: changes</summary>\n\n'; fence "$scratch/diff.err"; printf '\n</details>\n'; } >> "$details"
    fi
  elif [ $ended -ne 0 ] && [ -n "${MQL_FAIL_ON:-}" ]; then
    said+=", which \`fail-on: $MQL_FAIL_ON\` does not let pass"
    { printf '\n<details open><summary>What failed: changes</summary>\n\n'; fence "$scratch/diff.err"; printf '\n</details>\n'; } >> "$details"
  fi
  row changes $((ended == 0)) "$said"
fi

{
  printf '<!-- mql-review -->\n## MQL review\n\n| check | result | |\n|---|---|---|\n%s' "$rows"
  # What the change means comes before what its checks printed.
  if [ -s "$scratch/diff" ]; then printf '\n'; cat "$scratch/diff"; fi
  cat "$details"
} > "$report"
cat "$report"
exit $failed
