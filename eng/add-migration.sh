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
# Ids come from our own counter; AUTOINCREMENT would write a second table for every row.
sed -i -z -E 's/\n +\.Annotation\("Sqlite:Autoincrement", true\)//g' src/OrderLedger.App/Data/Migrations/Sqlite/*_"$name".cs
