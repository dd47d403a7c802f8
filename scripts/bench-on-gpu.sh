#!/usr/bin/env bash
# Serves a tiny model with random weights on this machine's GPU and measures it: no network, no download.
# Uses vLLM, else `transformers serve`, whichever is installed; where neither is, says so and ends with 2.
#   scripts/bench-on-gpu.sh [FOLDER OF THE RECORD]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
out=$(mkdir -p "${1:-$root/.unitcost/benchmarks}" && cd "${1:-$root/.unitcost/benchmarks}" && pwd)
port=${PORT:-8000}
folder=$(mktemp -d)
name=tiny-random-llama
log=$folder/server.log
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$folder"' EXIT

missing() { echo "bench-on-gpu: $*" >&2; exit 2; }

command -v nvidia-smi >/dev/null || command -v amd-smi >/dev/null || missing "neither nvidia-smi nor amd-smi: no GPU here"
command -v node >/dev/null || missing "node is not installed"
python3 -c 'import torch; assert torch.cuda.is_available()' 2>/dev/null || missing "python3 has no torch that sees a GPU"
python3 -c 'import transformers, tokenizers' 2>/dev/null || missing "python3 has no transformers"

# About 0.1 B parameters; the vocabulary is the bytes, so that it needs no file.
cd "$folder" # the server finds the model by its bare name, and the record holds no path
python3 - "$name" <<'PYTHON'
import sys
import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
vocabulary = {token: index for index, token in enumerate([*alphabet, "<s>", "</s>"])}
tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
tokenizer.decoder = decoders.ByteLevel()
fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, bos_token="<s>", eos_token="</s>")
fast.chat_template = "{% for message in messages %}{{ message['content'] }}{% endfor %}"
config = LlamaConfig(
    vocab_size=512, hidden_size=1024, intermediate_size=2816, num_hidden_layers=8,
    num_attention_heads=16, num_key_value_heads=4, max_position_embeddings=8192,
    bos_token_id=vocabulary["<s>"], eos_token_id=vocabulary["</s>"],
)
torch.manual_seed(0)
LlamaForCausalLM(config).to(torch.bfloat16).save_pretrained(sys.argv[1])
fast.save_pretrained(sys.argv[1])
PYTHON

export HF_HUB_OFFLINE=1 TRANSFORMERS_OFFLINE=1 CUDA_VISIBLE_DEVICES=${CUDA_VISIBLE_DEVICES:-0}
if command -v vllm >/dev/null; then
  vllm serve "./$name" --served-model-name "$name" --port "$port" --max-model-len 4096 >"$log" 2>&1 &
  engine=vllm
elif command -v transformers >/dev/null; then
  transformers serve --host 127.0.0.1 --port "$port" >"$log" 2>&1 &
  engine=transformers
else
  missing "neither vllm nor transformers serve is installed"
fi
server=$!

for _ in $(seq 300); do
  kill -0 "$server" 2>/dev/null || { tail -30 "$log" >&2; missing "the server ended before it was ready"; }
  curl --silent --fail --output /dev/null "http://127.0.0.1:$port/v1/models" && break
  sleep 1
done
curl --silent --fail --output /dev/null "http://127.0.0.1:$port/v1/models" ||
  { tail -30 "$log" >&2; missing "the server is not ready after 5 minutes"; }

# A byte is a token here: about 5 of them a word.
node "$root/action/dist/cli.js" bench "http://127.0.0.1:$port" --model "$name" --engine "$engine" --precision bf16 \
  --gpus 1 --concurrency 1,4,16,64 --duration 20 --input-tokens 64 --output-tokens 128 --repeats 3 --timeout 60 \
  --output "$out/$name.json"
