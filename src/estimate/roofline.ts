import type { Hardware } from '../prices/book.ts'

/**
 * Tokens per second that one accelerator can compute at most: peak operations ÷ (2 × parameters), because every
 * token costs two operations per parameter. Memory, attention and scheduling only lower it.
 * @param parameters of the model that are active for a token
 * @see https://jax-ml.github.io/scaling-book/roofline/
 */
export function computeBound(hardware: Hardware, parameters: number, bits: Bits): number | null {
  const { bits16, bits8, bits4 } = hardware.denseTflops
  // Weights of 4 bits are often computed in 16: the widest units that could be used bound them all.
  const peaks = { 16: [bits16], 8: [bits16, bits8], 4: [bits16, bits8, bits4] }[bits]
  const peak = Math.max(...peaks.map(tflops => tflops ?? 0))
  return peak === 0 ? null : (peak * 1e12) / operationsPerSecond(parameters, 1)
}

export type Bits = 16 | 8 | 4

/** What of a model the bounds depend on. */
export type ModelShape = {
  /** Read for a token: of a mixture of experts those that are active, which bounds a batch from above. */
  readonly parameters: number
  readonly bits: Bits
  /** Bytes that the keys and values of one token take; 0 leaves them out, and the bound is looser. */
  readonly kvBytesPerToken: number
}

/** A batch of sequences of so many tokens on so many accelerators. */
export type Batch = { readonly sequences: number; readonly context: number; readonly accelerators: number }

/** Keys and values of a token: 2 × layers × heads × size of a head × bytes of a number. */
export const kvBytesPerToken = (model: {
  readonly layers: number
  readonly kvHeads: number
  readonly headSize: number
  readonly bytes: number
}): number => 2 * model.layers * model.kvHeads * model.headSize * model.bytes

/**
 * Seconds of a decoding step at least: every step reads the weights and the keys and values of all sequences, and
 * computes two operations per parameter and sequence. Null where a peak is not known.
 * @see https://jax-ml.github.io/scaling-book/roofline/
 */
export function stepSeconds(hardware: Hardware, model: ModelShape, batch: Batch) {
  const perSecond = computeBound(hardware, model.parameters, model.bits)
  if (perSecond === null) return null
  const { sequences, context, accelerators } = batch
  const bytes = weightBytes(model) + sequences * context * model.kvBytesPerToken
  const memory = bytes / (hardware.bandwidthGbPerSecond * 1e9 * accelerators)
  return { memory, compute: sequences / (perSecond * accelerators) }
}

/** Output tokens per second that a batch can be decoded with at most: a token of each sequence a step. */
export function decodeBound(hardware: Hardware, model: ModelShape, batch: Batch): number | null {
  const step = stepSeconds(hardware, model, batch)
  return step === null ? null : batch.sequences / Math.max(step.memory, step.compute)
}

/** Sequences of a length that fit into 90 % of the memory, beside the weights. */
export const mostSequences = (
  hardware: Hardware,
  model: ModelShape,
  batch: Omit<Batch, 'sequences'>,
): number =>
  Math.floor(
    (0.9 * hardware.memoryGb * 1e9 * batch.accelerators - weightBytes(model)) /
      (batch.context * model.kvBytesPerToken),
  )

const weightBytes = ({ parameters, bits }: ModelShape) => (parameters * bits) / 8

/** Memory bandwidth utilization: bytes that are read in a second ÷ what the memory can do. */
export const bandwidthUse = (
  bytesPerSecond: number,
  { bandwidthGbPerSecond }: Pick<Hardware, 'bandwidthGbPerSecond'>,
) => bytesPerSecond / (bandwidthGbPerSecond * 1e9)

/** Operations per second of so many tokens: 2 × parameters each. ÷ the peak it is the model FLOPS utilization. */
export const operationsPerSecond = (parameters: number, tokensPerSecond: number) =>
  2 * parameters * tokensPerSecond

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
export function bitsOf(quantization: string | null): Bits {
  if (quantization === null) return 16
  if (/4|awq|gptq|nf4/i.test(quantization)) return 4
  return /8/.test(quantization) ? 8 : 16
}
