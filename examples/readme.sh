#!/usr/bin/env bash
# Runs every shell command of README.md as it stands there, so that none of them can become untrue.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d)
server=
trap 'test -z "$server" || kill "$server" 2>/dev/null; wait 2>/dev/null; rm -rf "$work"' EXIT

# The paths in README.md are relative to the top of the project; the data is not to land there.
ln -s "$root/server" "$root/examples" "$work"
cd "$work"
export HEED_PORT=0

# A server as `make run` starts it, on a port of its own.
"$java" -jar server/target/heed.jar demo >demo.txt 2>log.txt &
server=$!
for _ in $(seq 1 200); do grep -q 'Health' demo.txt && break; sleep 0.1; done
url=$(sed -n 's/^ *Health *\(http.*\)\/health\/ready$/\1/p' demo.txt)
export KEY
KEY=$(sed -n 's/^ *app *key *//p' demo.txt)

# The curl that the server itself prints.
sed -n '/^  curl/,/^$/p' demo.txt | bash -euo pipefail >answer.txt 2>>log.txt
grep -q '"version":1' answer.txt

# The blocks of README.md; the port is the only thing that is not as it stands there.
awk '/^```sh$/ { inside = 1; next } /^```$/ { inside = 0 } inside' "$root/README.md" | sed "s#http://127.0.0.1:7070#$url#" >commands.sh
while IFS= read -r -d '' command; do
  echo "README: ${command%%$'\n'*}"
  case "$command" in
    # One server a database: the demo's is stopped first, as README.md says.
    *' serve') kill "$server"; wait "$server" || true; server=
      timeout 20 bash -c "$command" >served.txt 2>&1 & serving=$!
      for _ in $(seq 1 200); do grep -q 'heed serves' served.txt && break; sleep 0.1; done
      grep -q 'heed serves' served.txt
      kill "$serving"; wait "$serving" || true ;;
    # Not through a pipe: grep would hang up at the first match, and curl fail.
    curl*) bash -euo pipefail -c "$command" >answer.txt 2>>log.txt
      grep -qE '"customerId":"c-42"|"decision":"allow"|heed:PortablePreferences|<html lang="en"|"preferenceCenterUrl":' answer.txt ;;
    *) bash -euo pipefail -c "$command" >/dev/null ;;
  esac
done < <(awk '{ printf "%s", $0 } /\\$/ { printf "\n"; next } { printf "%c", 0 }' commands.sh)
echo "Every command of README.md works."
