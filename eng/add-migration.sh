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
# The generator drops the strategy that the SQLite model sets on its keys (no AUTOINCREMENT), so the next comparison
# would find a change that is none.
snapshot=src/OrderLedger.App/Data/Migrations/Sqlite/SqliteLedgerDbModelSnapshot.cs
strategy='.HasAnnotation("Sqlite:ValueGenerationStrategy", SqliteValueGenerationStrategy.None);'
sed -i -E -e "s/^( *)(\.HasAnnotation\(\"Npgsql:ValueGenerationStrategy\", NpgsqlValueGenerationStrategy\.None\));/\1\2\n\1$strategy/" \
  -e "s/^( *)(\.HasColumnName\(\"seq\"\));/\1\2\n\1$strategy/" "$snapshot"
