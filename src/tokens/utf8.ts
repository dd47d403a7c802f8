export type Utf8 = { readonly bytes: Uint8Array; readonly length: number }

/** UTF-8 in a buffer that is used again by the next call. Lone surrogates become U+FFFD. */
export function createUtf8(): (text: string) => Utf8 {
  const encoder = new TextEncoder()
  let bytes = new Uint8Array(1024)
  return text => {
    if (text.length * 3 > bytes.length) bytes = new Uint8Array(text.length * 3)
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code > 127) return { bytes, length: encoder.encodeInto(text, bytes).written }
      bytes[at] = code
    }
    return { bytes, length: text.length }
  }
}
