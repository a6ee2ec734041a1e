#!/usr/bin/env bash
# Finishes the npm package in target/npm and holds it to what it promises: types made from the contract and the sources, everything checked strictly,
# packed, installed into an empty folder, and compiled against there. Needs what `mvn -pl sdk-web package` has made.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
package=$PWD/target/npm
tools=$PWD/node_modules/.bin
../.ci/node

rm -rf "$package/types"
mkdir -p "$package/types"
"$tools/openapi-typescript" ../openapi.yaml --default-non-nullable=false -o "$package/types/api.d.ts" > /dev/null
cp src/*.d.ts "$package/types"
"$tools/tsc" -p .
echo "export * from './global.js';" >> "$package/types/element.d.ts"

rm -f target/*.tgz
(cd "$package" && npm pack --silent --pack-destination .. > /dev/null)

# As a stranger has it: nothing but the tarball.
stranger=$(mktemp -d)
trap 'rm -rf "$stranger"' EXIT
cp smoke/types/*.ts "$stranger"
cd "$stranger"
echo '{"private": true, "type": "module"}' > package.json
npm install --silent --offline --no-audit --no-fund --ignore-scripts "$package"/../*.tgz
compile=("$tools/tsc" --noEmit --strict --target es2023 --lib es2023,dom,dom.iterable --module nodenext)
"${compile[@]}" *right.ts
if said=$("${compile[@]}" wrong.ts); then
  echo "a misspelled setting compiles" >&2
  exit 1
fi
case $said in
  *"'frequncy' does not exist"*) ;;
  *) echo "a misspelled setting is refused for another reason: $said" >&2; exit 1 ;;
esac
node --input-type=module -e "
  import {createClient, HeedError} from '@heed/web/client';
  const kind = await createClient({server: 'http://127.0.0.1:1', token: () => 'x', retries: 0}).catalog().catch(failure => failure instanceof HeedError && failure.kind);
  if (kind !== 'unreachable') throw new Error('the client does not run: ' + kind);
"
echo "The npm package is typed, installs and works: sdk-web/target/$(basename "$package"/../*.tgz)"
