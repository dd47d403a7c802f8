import type { Media } from '../conversation.ts'
import type { Family } from '../families.ts'
import { fitted } from '../fitted.ts'
import type { Fitted } from '../fitted.ts'

export type Model = { readonly family: Family; readonly provider: string; readonly model: string }

/**
 * Tokens of images by their size, of pages by their number. What the request does not tell (seconds of audio,
 * text of a page) is the median of the recorded requests.
 */
export function mediaTokens(media: Media, model: Model, from: Fitted = fitted): number {
  if (media.media === 'image') return imageTokens(media, model, from)
  const { family, provider } = model
  const typical = from.media[`${family}@${provider}`]?.[media.media] ?? from.media[family]?.[media.media]
  return (typical ?? UNKNOWN[media.media]) * (media.pages ?? 1)
}

const UNKNOWN: Readonly<Record<Media['media'], number>> = {
  image: 500,
  document: 1000,
  audio: 100,
  video: 1500,
}

function imageTokens({ width, height, detail }: Media, { family, model }: Model, from: Fitted): number {
  const size = { width: width ?? from.image.width, height: height ?? from.image.height }
  if (family === 'openai-reasoning' || family === 'openai-chat') return openaiImage(size, detail, model)
  const formula = IMAGES[family]
  return formula === undefined ? pixels(size) / 750 : formula(size)
}

type Size = { readonly width: number; readonly height: number }

const pixels = ({ width, height }: Size) => width * height

/** https://platform.openai.com/docs/guides/images-vision#calculating-costs */
function openaiImage(size: Size, detail: Media['detail'], model: string): number {
  const patch = PATCHES.find(([pattern]) => pattern.test(model))
  if (patch !== undefined) return Math.min(1536, tiles(size, 32)) * patch[1]
  const [, base, tile] = TILES.find(([pattern]) => pattern.test(model)) ?? ['', 85, 170]
  return detail === 'low' ? base : base + tile * tiles(shortSide(fit(size, 2048), 768), 512)
}

/** Patches of 32 pixels; gpt-5-mini as recorded. */
const PATCHES: readonly (readonly [RegExp, number])[] = [
  [/gpt-5[.\d]*-(?:mini|nano)/u, 1.2],
  [/gpt-4\.1-mini/u, 1.62],
  [/gpt-4\.1-nano/u, 2.46],
  [/o4-mini/u, 1.72],
]

const TILES: readonly (readonly [RegExp, number, number])[] = [
  [/gpt-4o-mini/u, 2833, 5667],
  [/gpt-5/u, 70, 140],
  [/\bo[13]\b/u, 75, 150],
]

const tiles = ({ width, height }: Size, side: number) => Math.ceil(width / side) * Math.ceil(height / side)

const scaled = ({ width, height }: Size, by: number): Size =>
  by >= 1 ? { width, height } : { width: width * by, height: height * by }

const fit = (size: Size, side: number) => scaled(size, side / Math.max(size.width, size.height))

const shortSide = (size: Size, side: number) => scaled(size, side / Math.min(size.width, size.height))

/** https://platform.claude.com/docs/en/build-with-claude/vision#calculate-image-costs */
const claude = (size: Size) => Math.min(1600, pixels(fit(size, 1568)) / 750)

/** One tile of 258: https://ai.google.dev/gemini-api/docs/tokens; Gemini 3: …/docs/media-resolution */
const gemini = () => 258

/** Tiles of 336 pixels with an overview: https://huggingface.co/meta-llama/Llama-4-Scout-17B-16E-Instruct */
function llama(size: Size): number {
  const parts = Math.min(16, tiles(size, 336))
  return 13 + 145 * (parts > 1 ? parts + 1 : 1)
}

const IMAGES: Partial<Readonly<Record<Family, (size: Size) => number>>> = {
  claude,
  'claude-2': claude,
  'claude-4': claude,
  'claude-4-5': claude,
  'claude-5': claude,
  'gemini-2': gemini,
  gemini,
  'gemini-3': () => 1090,
  'llama-4': llama,
  // Patches of 28 pixels: https://huggingface.co/Qwen/Qwen2.5-VL-72B-Instruct, https://docs.mistral.ai/capabilities/vision
  qwen: size => pixels(size) / 784,
  mistral: size => 1.03 * tiles(size, 28),
  nova: () => 1800,
}
