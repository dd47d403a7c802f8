export const BENCH_HELP = `Sends requests to an OpenAI-compatible server and writes what it measured to a record that prices self-hosted
models: throughput, time to first token (TTFT), time per output token (TPOT), failures. Uses the network: that URL.

unitcost bench http://localhost:8000 --rate 1,2,4,8 --slo-ttft-p95 800 --slo-tpot-p95 40

URL is the server, its /v1, its /v1/chat/completions or its /v1/completions.

Load:
  --rate N,…            requests per second, open loop: a slow answer delays no other (default: 1,2,4,8)
  --ladder              doubles the rate until a limit breaks; starts at --rate, else at 1
  --concurrency N,…     instead of a rate: so many requests at a time
  --burstiness B        1: Poisson arrivals (default); below 1: in bursts; inf: evenly spaced
  --duration SECONDS    of each load (default: 60), or --requests N
  --warmup N            requests before each load that do not count (default: 10, or the streams if more)
  --repeats N           measures every load N times: a comparison needs at least 3 (default: 1)

Requests:
  --model NAME          as the server calls it (default: the only one that it serves)
  --api NAME            chat or completions (default: chat)
  --input-tokens N      about so many: 512 (default), 512±64, or 256..768
  --output-tokens N     the same: 128 (default)
  --shared-prefix-tokens N   the first N input tokens are the same in all requests (default: 0, no two alike)
  --seed N              the same prompts and arrivals again; a prefix cache may then know them (default: new ones)
  --timeout SECONDS     of one request (default: 300)
  --api-key-env NAME    the environment variable that holds the key; never the key itself
  --header "N: VALUE"   another header; may be repeated

Limits:
  --slo-ttft-p95 MS     the 95th percentile of the time to the first token
  --slo-tpot-p95 MS     the same of the time per output token
  --max-usd USD         does not start what would cost more, warm-up and last answers aside

Hardware:
  --gpu NAME            nvidia, amd, auto or none: whose GPUs of this machine serve (default: auto, for a local URL)
  --gpus N              how many of them
  --hardware NAME       what serves, where it cannot be seen: "H100 SXM"; with --gpus
  --usd-per-gpu-hour USD   for the table; the record holds no price (default: the cheapest cloud that is known)
  --engine, --precision, --revision, --image-digest TEXT   for the record, where the server does not say

  --output FILE         the record (default: .unitcost/benchmarks/MODEL-HARDWARE.json)
  --help                show this text

Ctrl-C stops and writes what was measured, marked as partial.
Exit codes: 0 measured; 2 not, or not to the end. Budgets judge the record in \`unitcost diff\`.`
