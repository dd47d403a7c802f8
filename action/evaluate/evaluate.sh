set -euo pipefail

# What the gate takes for base: on GitHub's merge commit its first parent, else where the branch began.
if [ "$BASE" = auto ] && [ -n "$HEAD_SHA" ] && [ "$(git rev-parse --verify --quiet HEAD^2 || true)" = "$HEAD_SHA" ]; then
  BASE=HEAD^1
elif [ "$BASE" = auto ] && [ -n "$BASE_SHA" ]; then
  BASE=$BASE_SHA
fi

options=(--format json --timeout "$TIMEOUT" --base "$BASE")
if [ -n "$MAX_USD" ]; then options+=(--max-usd "$MAX_USD"); fi
if [ -n "$PROMPTFOO_VERSION" ]; then options+=(--promptfoo-version "$PROMPTFOO_VERSION"); fi
suites=()
while IFS= read -r suite; do
  if [ -n "$suite" ]; then suites+=("$suite"); fi
done <<< "$CONFIG"

results="$RUNNER_TEMP/unitcost-evals.json"
node "$GITHUB_ACTION_PATH/../dist/cli.js" eval "${options[@]}" -- ${suites[@]+"${suites[@]}"} > "$results"

{
  echo "results=$results"
  echo "evidence=$(git rev-parse --path-format=absolute --git-common-dir)/unitcost/evals"
  node "$GITHUB_ACTION_PATH/pass-rates.mjs" "$results"
} >> "$GITHUB_OUTPUT"
