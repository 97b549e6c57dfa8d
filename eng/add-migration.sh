#!/usr/bin/env bash
# The same migration for both databases: eng/add-migration.sh NAME
set -euo pipefail
cd "$(dirname "$0")/.."
name=${1:?usage: eng/add-migration.sh NAME}
dotnet tool restore
for provider in Sqlite Postgres; do
  dotnet ef migrations add "$name" --context "${provider}LedgerDb" --project src/OrderLedger.App \
    --startup-project src/OrderLedger.Web --output-dir "Data/Migrations/$provider"
done
