#!/usr/bin/env bash
# Plays the examples against a server of their own in a temporary folder. Runs what `make examples` has built; needs no network.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
jar=$here/../server/target/heed.jar
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
server=

# A setting meant for another server must not reach this one.
for name in ${!HEED_@}; do unset "$name"; done

for built in "$jar" "$here/outdoor-shop/target/lib" "$here/audit/target/lib" "$here/campaign/target/lib" "$here/web-shop/target/lib"; do
    if [ ! -e "$built" ]; then
        echo "$built is not there yet: run 'make examples'" >&2
        exit 2
    fi
done

work=$(mktemp -d "${TMPDIR:-/tmp}/heed-examples.XXXXXX")

stop() {
    [ -n "$server" ] || return 0
    kill "$server" 2>/dev/null || true
    for _ in $(seq 150); do
        kill -0 "$server" 2>/dev/null || break
        sleep 0.1
    done
    kill -9 "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
    server=
}

clean_up() {
    status=$?
    trap - EXIT
    stop
    if [ "$status" -ne 0 ]; then
        echo "examples failed with exit code $status; the server's last words:" >&2
        grep -v heed_ "$work/server.log" | tail -n 20 >&2 || true
    fi
    rm -rf "$work"
    exit "$status"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# The server prints its URLs once it listens.
start() {
    mkdir "$work/data"
    touch "$work/server.log"
    HEED_PORT=0 HEED_DATA=$work/data HEED_DATABASE=jdbc:sqlite:$work/data/heed.db "$java" -jar "$jar" demo >"$work/server.log" 2>&1 &
    server=$!
    for _ in $(seq 600); do
        url=$(sed -n 's|^ *Health *\(http://[0-9.:]*\)/health/ready$|\1|p' "$work/server.log")
        [ -z "$url" ] || return 0
        kill -0 "$server" 2>/dev/null || break
        sleep 0.1
    done
    echo "the server did not start" >&2
    exit 1
}

play() {
    local example=$1 class=$2
    shift 2
    HEED_URL=${url:-} HEED_KEYS=$work/data/demo-keys.json \
        "$java" -cp "$here/$example/target/classes:$here/$example/target/lib/*" "dev.heed.examples.$class" "$@"
}

start
echo "== outdoor-shop: three customers, on $url"
play outdoor-shop OutdoorShop
echo
echo "== campaign: three senders, one customer"
play campaign Campaign
echo
echo "== web-shop: a page of the brand, and whoever is signed in"
play web-shop Visit
echo
echo "== audit: export"
play audit Audit export "$work/audit"
stop
echo
echo "== audit: verify, with the server stopped"
play audit Audit verify "$work/audit"
