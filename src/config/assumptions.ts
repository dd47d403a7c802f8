import { ASSUMPTIONS } from '../model/assumptions.ts'
import type { Assumptions } from '../model/assumptions.ts'
import { exactly } from '../model/quantity.ts'
import type { Range } from '../model/quantity.ts'
import type { AssumptionsConfig, Size } from './config.ts'

/** The built-in assumptions, with what the admin put in their place. */
export function assumedSizes(config: AssumptionsConfig = {}): Assumptions {
  const output = rangeOf(config.output_tokens, ASSUMPTIONS.output)
  return {
    variable: rangeOf(config.variable_tokens, ASSUMPTIONS.variable),
    hiddenTool: rangeOf(config.tool_tokens, ASSUMPTIONS.hiddenTool),
    image: rangeOf(config.image_tokens, ASSUMPTIONS.image),
    audio: rangeOf(config.audio_tokens, ASSUMPTIONS.audio),
    file: rangeOf(config.file_tokens, ASSUMPTIONS.file),
    repetitions: rangeOf(config.repetitions, ASSUMPTIONS.repetitions),
    output,
    profileInput: rangeOf(config.input_tokens, exactly(ASSUMPTIONS.profileInput)).expected,
    profileOutput: config.output_tokens === undefined ? ASSUMPTIONS.profileOutput : output.expected,
  }
}

const rangeOf = (size: Size | undefined, builtIn: Range): Range =>
  size === undefined ? builtIn : sizeRange(size)

/** A size in all its bands: without a low end the expected size is it. */
export const sizeRange = (size: Size): Range =>
  typeof size === 'number' ? exactly(size) : { ...size, low: size.low ?? size.expected }
