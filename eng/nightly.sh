#!/usr/bin/env bash
# What a change's run has no time for: every gate of eng/test.sh, its heavy tests many times as hard.
# At the default of 250: 32 writers × 10,000 orders on each database, 200 kills, 2,000 random sequences. About an hour.
set -euo pipefail
export ORDERLEDGER_TEST_SCALE=${ORDERLEDGER_TEST_SCALE:-250}
exec bash "$(dirname "$0")/test.sh" "$@"
