const WORDS =
  'the customer order refund policy within days of delivery answer in short clear sentences never promise what was not agreed ask for number before you look up account and explain each step politely when an item is damaged offer replacement first or else say which team will call back'.split(
    ' ',
  )

/** About twelve words, the same for the same number. */
export function sentence(seed: number): string {
  const length = 8 + (mixed(seed) % 9)
  const words = Array.from({ length }, (_, n) => WORDS[mixed(seed * 31 + n) % WORDS.length] ?? '')
  const text = words.join(' ')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

/** Paragraphs of five sentences, about 350 characters each. */
export function paragraphs(seed: number, count: number): string {
  const paragraph = (n: number) =>
    Array.from({ length: 5 }, (_, line) => sentence(seed * 997 + n * 5 + line)).join(' ')
  return Array.from({ length: count }, (_, n) => `${paragraph(n)}\n`).join('\n')
}

/** https://github.com/skeeto/hash-prospector (lowbias32): neighbouring numbers give unrelated ones. */
function mixed(seed: number): number {
  const a = Math.imul(seed ^ (seed >>> 16), 0x7feb352d)
  const b = Math.imul(a ^ (a >>> 15), 0x846ca68b)
  return (b ^ (b >>> 16)) >>> 0
}
