import { describe, expect, test } from 'vitest'
import type { Hardware } from '../prices/book.ts'
import {
  bandwidthUse,
  bitsOf,
  computeBound,
  decodeBound,
  kvBytesPerToken,
  mostSequences,
  operationsPerSecond,
  statedParameters,
  stepSeconds,
  type ModelShape,
} from './roofline.ts'

const near = (value: number | null, oracle: number) => expect((value ?? 0) / oracle).toBeCloseTo(1, 6)

const hardware = (
  memoryGb: number,
  bandwidthGbPerSecond: number,
  [bits16, bits8]: readonly number[],
): Hardware => ({
  name: 'test',
  memoryGb,
  bandwidthGbPerSecond,
  denseTflops: { bits16: bits16 ?? null, bits8: bits8 ?? null, bits4: null },
  powerWatt: null,
  isSure: true,
  source: 'vendor',
  asOf: '2026-11',
})

const H100 = hardware(80, 3350, [989, 1979])
const H200 = hardware(141, 4800, [989, 1979])
const L4 = hardware(24, 300, [121, 242.5])

const LLAMA_8B: ModelShape = {
  parameters: 8.03e9,
  bits: 16,
  kvBytesPerToken: kvBytesPerToken({ layers: 32, kvHeads: 8, headSize: 128, bytes: 2 }),
}
const LLAMA_70B: ModelShape = {
  parameters: 70.6e9,
  bits: 8,
  kvBytesPerToken: kvBytesPerToken({ layers: 80, kvHeads: 8, headSize: 128, bytes: 2 }),
}

test('keys and values of a token: 2 × 32 × 8 × 128 × 2 = 131,072 bytes, with 80 layers 327,680', () => {
  expect([LLAMA_8B.kvBytesPerToken, LLAMA_70B.kvBytesPerToken]).toStrictEqual([131_072, 327_680])
})

describe('a decoding step reads weights, keys and values, and computes 2 operations per parameter', () => {
  test.for([
    ['roof_llama31_8b_bf16_h100_b1', H100, LLAMA_8B, [1, 0], [4.7940299, 0.016238625, 208.59278, 61_581.569]],
    [
      'roof_llama31_8b_bf16_h100_b64_2k',
      H100,
      LLAMA_8B,
      [64, 2048],
      [9.922349, 1.039272, 6450.0856, 61_581.569],
    ],
    ['roof_llama31_8b_bf16_l4_b1', L4, LLAMA_8B, [1, 0], [53.533333, 0.13272727, 18.67995, 7534.2466]],
    [
      'roof_llama33_70b_fp8_h200_b1',
      H200,
      LLAMA_70B,
      [1, 0],
      [14.708333, 0.071349166, 67.988669, 14_015.581],
    ],
    [
      'roof_llama33_70b_fp8_h200_b32_4k',
      H200,
      LLAMA_70B,
      [32, 4096],
      [23.656182, 2.2831733, 1352.712, 14_015.581],
    ],
  ] as const)('%s', ([, on, model, [sequences, context], [memoryMs, computeMs, decode, prefill]]) => {
    const batch = { sequences, context, accelerators: 1 }
    const step = stepSeconds(on, model, batch)
    near((step?.memory ?? 0) * 1000, memoryMs)
    near((step?.compute ?? 0) * 1000, computeMs)
    near(decodeBound(on, model, batch), decode)
    near(decodeBound(on, model, batch), sequences / (memoryMs / 1000))
    near(computeBound(on, model.parameters, model.bits), prefill)
  })

  test('208 sequences of 2,048 tokens fit beside Llama 8B on an H100, 41 of 4,096 beside Llama 70B on an H200', () => {
    expect(mostSequences(H100, LLAMA_8B, { context: 2048, accelerators: 1 })).toBe(208)
    expect(mostSequences(H200, LLAMA_70B, { context: 4096, accelerators: 1 })).toBe(41)
  })

  test('two accelerators read twice as fast; without a known peak there is no bound', () => {
    const batch = { sequences: 1, context: 0, accelerators: 2 }
    near(decodeBound(H100, LLAMA_8B, batch), 2 * 208.59278)
    expect(decodeBound(hardware(80, 3350, []), LLAMA_8B, batch)).toBeNull()
  })
})

test('mbu_llamabench_4080: 118.881588 tokens/s × 4.67712 GB are 556.02345 GB/s, 77.57 % of 716.8; reading is 108.14 TFLOPS', () => {
  const bytesPerSecond = 118.881588 * 4_677_120_000
  near(bytesPerSecond / 1e9, 556.02345)
  near(bandwidthUse(bytesPerSecond, { bandwidthGbPerSecond: 716.8 }), 0.77570236)
  near(operationsPerSecond(7_615_616_512, 7100.002165) / 1e12, 108.14179)
})

test.for<[string, number | null, number]>([
  ['meta-llama/Llama-3.1-8B-Instruct', 8e9, 16],
  ['Qwen/Qwen3-30B-A3B', 3e9, 16],
  ['mistralai/Mixtral-8x7B-v0.1', null, 16],
  ['Qwen2.5-0.5B-Instruct-AWQ', 0.5e9, 4],
  ['llama3-70b-fp8', 70e9, 8],
  ['gpt-oss', null, 16],
  ['whisper-v3', null, 16],
])('%s has %s parameters', ([model, parameters, bits]) => {
  expect(statedParameters(model)).toBe(parameters)
  expect(bitsOf(/awq|fp8/i.exec(model)?.[0] ?? null)).toBe(bits)
})
