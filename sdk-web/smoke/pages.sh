#!/usr/bin/env bash
# Builds the pages for React and Vue into target/smoke, with the npm package as it is installed from its tarball. Needs what `mvn -pl sdk-web package` has made.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
../.ci/node
tools=$PWD/node_modules/.bin
package=$PWD/target/npm

if [ ! -e "$package/types/element.d.ts" ]; then
  ./check.sh
fi
rm -rf target/smoke
mkdir -p target/smoke
cp smoke/pages/* target/smoke
cd target/smoke
echo '{"private": true, "type": "module"}' > package.json
npm pack --silent --pack-destination . "$package" > /dev/null
npm install --silent --offline --no-audit --no-fund --ignore-scripts ./*.tgz
"$tools/tsc" --noEmit --strict --skipLibCheck false --jsx react-jsx --target es2023 --lib es2023,dom,dom.iterable --module esnext --moduleResolution bundler react.tsx vue.ts
for page in react.tsx vue.ts; do
  "$tools/esbuild" "$page" --bundle --format=esm --minify --jsx=automatic --define:process.env.NODE_ENV='"production"' \
    --define:__VUE_OPTIONS_API__=true --define:__VUE_PROD_DEVTOOLS__=false --define:__VUE_PROD_HYDRATION_MISMATCH_DETAILS__=false --outfile="${page%.*}.js" --log-level=warning
done
