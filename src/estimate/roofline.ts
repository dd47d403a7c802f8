import type { Hardware } from '../prices/book.ts'

/**
 * Tokens per second that one accelerator can compute at most: peak operations ÷ (2 × parameters), because every
 * token costs two operations per parameter. Memory, attention and scheduling only lower it.
 * @param parameters of the model that are active for a token
 * @see https://jax-ml.github.io/scaling-book/roofline/
 */
export function computeBound(hardware: Hardware, parameters: number, bits: 16 | 8 | 4): number | null {
  const { bits16, bits8, bits4 } = hardware.denseTflops
  // Weights of 4 bits are often computed in 16: the widest units that could be used bound them all.
  const peaks = { 16: [bits16], 8: [bits16, bits8], 4: [bits16, bits8, bits4] }[bits]
  const peak = Math.max(...peaks.map(tflops => tflops ?? 0))
  return peak === 0 ? null : (peak * 1e12) / (2 * parameters)
}

/**
 * Parameters that are active for a token, as the name of a model states them: `Llama-3.1-8B` 8e9,
 * `Qwen3-30B-A3B` 3e9. Null where it does not: `Mixtral-8x7B` names neither all nor the active ones.
 */
export function statedParameters(model: string): number | null {
  const active = /(?:^|[-_])a(\d+(?:\.\d+)?)b(?![a-z0-9])/i.exec(model)?.[1]
  if (/\d+x\d+(\.\d+)?b/i.test(model) && active === undefined) return null
  const stated = active ?? /(?:^|[-_./])(\d+(?:\.\d+)?)b(?![a-z0-9])/i.exec(model)?.[1]
  return stated === undefined ? null : Number(stated) * 1e9
}

/** Bits of a weight, from how quantization is written (`fp8`, `awq`, `int4`); 16 where nothing is. */
export function bitsOf(quantization: string | null): 16 | 8 | 4 {
  if (quantization === null) return 16
  if (/4|awq|gptq|nf4/i.test(quantization)) return 4
  return /8/.test(quantization) ? 8 : 16
}
