#!/usr/bin/env bash
# Installs what the suites of databases need and this machine does not have: PostgreSQL's server, Java 17, a Python with Spark,
# dbt, sqlglot and fakesnow. What is there is left as it is.
set -euo pipefail
cd "$(dirname "$0")/../.."

missing=()
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
compgen -G '/usr/lib/jvm/java-17-openjdk*/bin/java' >/dev/null || missing+=(openjdk-17-jre-headless)
command -v python3 >/dev/null || missing+=(python3)
python3 -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)
if [ ${#missing[@]} -gt 0 ]; then
  # The tests start servers of their own; the package need not start one.
  mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] || echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
  apt-get update -q
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
fi
bash scripts/ci/python.sh
