#!/usr/bin/env bash
# Runs a Heed with the web shop beside it: `beside.sh CLASSPATH COMMAND…`. Whichever way Heed ends, both end, with Heed's exit code.
set -euo pipefail
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
classpath=$1
shift
port=${HEED_PORT:-7070}
heed=
shop=

stop() {
    trap - EXIT INT TERM
    [ -z "$heed" ] || kill "$heed" 2>/dev/null || true
    [ -z "$shop" ] || kill "$shop" 2>/dev/null || true
    wait || true
}
trap 'stop; exit 130' INT
trap 'stop; exit 143' TERM
trap 'status=$?; stop; exit $status' EXIT

"$@" &
heed=$!
# On a port that only Heed knows, the shop could not find it.
if [ "$port" != 0 ]; then
    HEED_URL=http://127.0.0.1:$port HEED_KEYS=${HEED_DATA:-data}/demo-keys.json "$java" -cp "$classpath" dev.heed.examples.OpenShop &
    shop=$!
fi
wait "$heed"
