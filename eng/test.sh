#!/usr/bin/env bash
# THE test command: every gate, fastest first, on a clean clone with nothing but the .NET SDK.
# As root it installs what is missing from Debian; otherwise it says what to install.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 LANG=C.UTF-8
configuration=Debug # What people run while they work; one build serves the tools and the tests.

work=$(mktemp -d)
postgres_bin=
as_postgres=()
finish() {
  local code=$?
  if [[ -n $postgres_bin ]]; then
    "${as_postgres[@]}" "$postgres_bin/pg_ctl" stop --pgdata "$work/postgres" --mode immediate >/dev/null 2>&1 || true
  fi
  rm -rf "$work"
  exit "$code"
}
trap finish EXIT
trap 'exit 130' INT TERM

step() { printf '\n== %s (%ss)\n' "$1" "$SECONDS"; }
fail() { printf '\n%s\n' "$1" >&2; exit 1; }

install_missing() {
  local missing=()
  command -v chromium >/dev/null || missing+=(chromium)
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
  command -v strace >/dev/null || missing+=(strace)
  [[ -d /usr/share/fonts/opentype/noto ]] || missing+=(fonts-noto-cjk)
  ((${#missing[@]})) || return 0
  command -v apt-get >/dev/null || fail "Missing: ${missing[*]} (names of Debian packages). Install them and run again."
  if ((EUID != 0)); then fail "Missing: ${missing[*]}. Run: sudo apt-get install ${missing[*]}"; fi
  step "install ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  {
    apt-get update
    # The tests start a cluster of their own; the system's would only take memory.
    install -d /etc/postgresql-common/createcluster.d
    echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.d/no-main.conf
    apt-get install -y --no-install-recommends "${missing[@]}"
  } >"$work/apt.log" 2>&1 || { tail -n 20 "$work/apt.log" >&2; fail "apt-get failed."; }
}

# A cluster that lives for this run: a free port of the loopback, its socket and data in the work directory.
start_postgres() {
  postgres_bin=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
  local user
  user=$(id -un)
  if ((EUID == 0)); then # PostgreSQL refuses to run as root.
    user=postgres
    as_postgres=(setpriv --reuid "$user" --regid "$user" --init-groups env --chdir=/)
  fi
  mkdir "$work/postgres" "$work/socket"
  chmod 711 "$work"
  if ((EUID == 0)); then chown "$user" "$work/postgres" "$work/socket"; fi
  "${as_postgres[@]}" "$postgres_bin/initdb" --pgdata "$work/postgres" --username "$user" --auth trust \
    --encoding UTF8 --locale C.UTF-8 >"$work/initdb.log" 2>&1 || { cat "$work/initdb.log" >&2; fail "initdb failed."; }

  local attempt port
  for attempt in 1 2 3 4 5; do # Between the choice and the start another program may take the port.
    port=$((20000 + RANDOM % 12000))
    if "${as_postgres[@]}" "$postgres_bin/pg_ctl" start --wait --silent --pgdata "$work/postgres" \
      --log "$work/postgres/log" --options "-h 127.0.0.1 -p $port -k $work/socket -c max_connections=200" >/dev/null; then
      export ORDERLEDGER_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=$user;Database=postgres"
      return
    fi
  done
  tail -n 20 "$work/postgres/log" >&2
  fail "PostgreSQL does not start."
}

passed=0 failed=0 skipped=0
# The executables run their tests themselves: no test host to start, and the summary is one line.
run_tests() { # run_tests PROJECT HEADING
  local log="$work/tests.log" code=0 total=0 errors=0 bad=0 skip=0 idle=0
  step "$2"
  "artifacts/bin/$1/${configuration,,}/$1" -noLogo -noColor >"$log" 2>&1 || code=$?
  read -r total errors bad skip idle < <(sed -nE \
    's/.*Total: ([0-9]+), Errors: ([0-9]+), Failed: ([0-9]+), Skipped: ([0-9]+), Not Run: ([0-9]+),.*/\1 \2 \3 \4 \5/p' "$log") || true
  if ((code == 0)); then grep 'Total:' "$log" || true; else cat "$log"; fi
  passed=$((passed + total - bad - skip - idle)) failed=$((failed + bad + errors)) skipped=$((skipped + skip))
  ((code == 0)) && return
  ((failed > 0)) || failed=1 # It ended before it could count.
  summary
  exit 1
}
summary() {
  local tail=
  ((skipped == 0)) || tail=", $skipped skipped"
  printf '\n%s passed, %s failed%s\n' "$passed" "$failed" "$tail"
}

install_missing
step "restore"
dotnet tool restore >/dev/null
dotnet restore --locked-mode --verbosity quiet
step "build"
dotnet build --no-restore --configuration "$configuration" --verbosity quiet
step "format"
dotnet format whitespace --verify-no-changes --no-restore
step "migrations"
for provider in Sqlite Postgres; do
  dotnet ef migrations has-pending-model-changes --no-build --configuration "$configuration" \
    --context "${provider}LedgerDb" --project src/OrderLedger.App --startup-project src/OrderLedger.Web
done
run_tests OrderLedger.Domain.Tests "Domain.Tests"
run_tests OrderLedger.App.Tests "App.Tests on SQLite"
step "start PostgreSQL"
start_postgres
run_tests OrderLedger.App.Tests "App.Tests on PostgreSQL"
unset ORDERLEDGER_TEST_POSTGRES
run_tests OrderLedger.Web.Tests "Web.Tests"
run_tests OrderLedger.Browser.Tests "Browser.Tests"
summary
