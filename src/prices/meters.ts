/** Meters beside input, output and the cache that some models have: `more` of a price row. */
export type MoreMeter = keyof typeof MORE_METERS

type Sold = {
  /** As people say it: `output images`. */
  readonly said: string
  readonly per: '1M tokens' | '1,000' | 'hour'
  /** Every request pays for it, or an unknown part of them: text tokens alone would look too cheap. */
  readonly apart: boolean
}

export const MORE_METERS = {
  cache_write_1h: { said: 'cache write (1 hour)', per: '1M tokens', apart: false },
  reasoning: { said: 'reasoning', per: '1M tokens', apart: true },
  citation: { said: 'citations', per: '1M tokens', apart: true },
  audio_input: { said: 'audio input', per: '1M tokens', apart: false },
  audio_cache_read: { said: 'audio cache read', per: '1M tokens', apart: false },
  audio_output: { said: 'audio output', per: '1M tokens', apart: true },
  image_input: { said: 'image input', per: '1M tokens', apart: false },
  image_cache_read: { said: 'image cache read', per: '1M tokens', apart: false },
  image_output: { said: 'image output', per: '1M tokens', apart: true },
  video_input: { said: 'video input', per: '1M tokens', apart: false },
  video_output: { said: 'video output', per: '1M tokens', apart: true },
  request: { said: 'requests', per: '1,000', apart: true },
  web_search: { said: 'web searches', per: '1,000', apart: false },
  file_search: { said: 'file searches', per: '1,000', apart: false },
  document_page: { said: 'document pages', per: '1,000', apart: true },
  annotated_page: { said: 'annotated pages', per: '1,000', apart: true },
  text_message: { said: 'text messages', per: '1,000', apart: true },
  audio_hour: { said: 'audio', per: 'hour', apart: true },
  audio_hour_input: { said: 'audio input', per: 'hour', apart: true },
} as const satisfies Readonly<Record<string, Sold>>

export type More = Readonly<Partial<Record<MoreMeter, number>>>

export const isMoreMeter = (key: string): key is MoreMeter => Object.hasOwn(MORE_METERS, key)

/** The meters of a price in the order of the table. */
export const metersOf = (more: More | undefined): readonly MoreMeter[] =>
  Object.keys(MORE_METERS)
    .filter(isMoreMeter)
    .filter(meter => more?.[meter] !== undefined)

/** What a price asks for besides text tokens, in words; empty when text tokens are the whole bill. */
export const billedApart = (more: More | undefined): readonly string[] =>
  metersOf(more)
    .filter(meter => MORE_METERS[meter].apart)
    .map(meter => MORE_METERS[meter].said)
