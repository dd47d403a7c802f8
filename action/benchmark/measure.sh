#!/usr/bin/env bash
# Waits for the server, then measures it. Every value comes in as a variable and leaves as one whole argument.
set -euo pipefail

fail() {
  echo "::error title=Unitcost::$1" >&2
  exit 1
}

[[ "$URL" =~ ^https?://[^/[:space:]]+ ]] || fail '`url` is not an http or https address.'
origin="${BASH_REMATCH[0]}"
[[ "$NAME" =~ ^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$ ]] || fail '`name` may hold letters, digits, dots, dashes and underscores.'
# Arithmetic would run what a text holds.
[[ "$WAIT_SECONDS" =~ ^[0-9]{1,5}$ ]] || fail '`wait-seconds` is not a whole number.'

# Up is whoever answers its own health check, or lists models, or asks for a key to do so.
is_up() {
  curl --fail --silent --output /dev/null --max-time 5 "$origin/health" && return
  local status
  status=$(curl --silent --output /dev/null --max-time 5 --write-out '%{http_code}' "$origin/v1/models") || return 1
  [[ "$status" =~ ^(200|401|403)$ ]]
}

deadline=$((SECONDS + 10#$WAIT_SECONDS))
until is_up; do
  ((SECONDS < deadline)) || fail "the server did not answer within $WAIT_SECONDS seconds."
  sleep 1
done

rm -rf -- "$FOLDER"
mkdir -p -- "$FOLDER"

arguments=(bench "$URL" "--output=$FOLDER/$NAME.json")
option() {
  [[ -z "$2" ]] || arguments+=("--$1=$2")
}
option model "$MODEL"
option rate "$RATES"
option duration "$DURATION"
option repeats "$REPEATS"
option input-tokens "$INPUT_TOKENS"
option output-tokens "$OUTPUT_TOKENS"
option slo-ttft-p95 "$SLO_TTFT_P95"
option slo-tpot-p95 "$SLO_TPOT_P95"
option max-usd "$MAX_USD"
option usd-per-gpu-hour "$USD_PER_GPU_HOUR"
option gpu "$GPU"
option gpus "$GPUS"
option hardware "$HARDWARE"
option precision "$PRECISION"
option engine "$ENGINE"
option image-digest "$IMAGE_DIGEST"
[[ -z "$API_KEY" ]] || arguments+=('--api-key-env=API_KEY')

exec node "$CLI" "${arguments[@]}"
