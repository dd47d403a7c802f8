import type { Tool } from '../tool.ts'
import { aiperfRecords } from './aiperf-records.ts'
import { aiperf } from './aiperf.ts'
import { guidellm } from './guidellm.ts'
import { inferencePerf } from './inference-perf.ts'
import { inferencex } from './inferencex.ts'
import { llamaBatchedBench } from './llama-batched-bench.ts'
import { llamaBench } from './llama-bench.ts'
import { llmperf } from './llmperf.ts'
import { mlperf } from './mlperf.ts'
import { optimum } from './optimum.ts'
import { sglang } from './sglang.ts'
import { trtllm } from './trtllm.ts'
import { vllmThroughput } from './vllm-throughput.ts'
import { vllm } from './vllm.ts'

/** The first whose marks are all in the text reads the file. */
export const tools: readonly Tool[] = [
  sglang,
  vllm,
  vllmThroughput,
  guidellm,
  aiperfRecords,
  inferencePerf,
  llmperf,
  llamaBench,
  llamaBatchedBench,
  inferencex,
  mlperf,
  trtllm,
  optimum,
  aiperf,
]
